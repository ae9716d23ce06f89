"""Faces for machines: REST and GraphQL, thin, one module per resource."""
