#!/usr/bin/env python
"""Django's commands; without ENVIRONMENT they run with the settings of development."""

import sys

from django.core.management import execute_from_command_line

from config import environment


def main() -> None:
    """Run the command on the command line."""
    if not environment.given("ENVIRONMENT"):
        environment.provide(ENVIRONMENT="development")
    name = environment.current().name
    environment.provide(DJANGO_SETTINGS_MODULE=f"config.settings.{name}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
