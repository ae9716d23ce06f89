"""Files from one protected snapshot."""
