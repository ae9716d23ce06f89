"""Settings of the demonstration: plain HTTP on this machine, static files without a build step."""

from config.settings.base import *  # noqa: F403 - settings

WHITENOISE_USE_FINDERS = True
