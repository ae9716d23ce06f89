"""`python -m console` is the `meetlat` command."""

from console.cli import run

run()
