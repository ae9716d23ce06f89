"""The what-if: asked of a draft, answered at once, kept as a scenario on a frozen set of cases."""
