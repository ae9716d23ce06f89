"""Pictures of figures as SVG, drawn by the server of nothing but what they are given."""
