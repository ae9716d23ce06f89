"""Who coaches in a case: chosen from the register, which fills in what it knows of the provider."""
