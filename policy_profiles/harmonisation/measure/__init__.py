"""The mathematics of harmonisation: distances, spread and the search for sets; pure, no Django."""
