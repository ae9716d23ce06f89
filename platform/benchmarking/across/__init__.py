"""The what-if across organisations: asked inside each of them, shown as protected totals."""
