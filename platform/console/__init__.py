"""The `meetlat` command, the embedded PostgreSQL and what starts the platform."""
