"""The feed of what is published, ended and withdrawn."""
