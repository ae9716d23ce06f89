"""GraphQL: one endpoint, guarded against documents that cost too much."""
