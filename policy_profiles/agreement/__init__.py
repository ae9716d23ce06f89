"""How far assessors agree on the same clients: Krippendorff's alpha and its interval (pure)."""
