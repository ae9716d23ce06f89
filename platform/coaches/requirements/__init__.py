"""What a policy asks of organisations and coaches, held against the register. Pure: no Django."""
