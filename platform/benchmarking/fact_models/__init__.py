"""The tables of what leaves an organisation: three kinds of facts, and which sending counts."""
