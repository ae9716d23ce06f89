"""The database engine: a connection that always speaks under one role and one schema."""
