"""How well an organisation registers: beside every comparison, and never hidden in it."""
