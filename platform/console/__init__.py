"""The  command, the embedded PostgreSQL and what starts the platform."""
