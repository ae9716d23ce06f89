"""How far policies lie apart, topic by topic, and what would bring a group closest together."""
