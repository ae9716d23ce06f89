"""How long people and signals are kept, what is due, and removing it."""
