"""The figures that are for everybody: of groups, from the newest release that was brought out."""
