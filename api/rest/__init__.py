"""REST: one module per resource; each parses, makes one call and renders."""
