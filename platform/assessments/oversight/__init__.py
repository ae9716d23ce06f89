"""Watching over coaching: reports, checks of the log by risk, what is said of who coaches."""
