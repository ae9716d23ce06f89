"""A new UWV baseline: published by the platform, worked through by each organisation."""
