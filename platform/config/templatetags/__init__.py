"""Template tags and filters that every page of Meetlat is built from."""
