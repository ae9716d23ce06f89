"""Settings of the demonstration: plain HTTP on this machine, static files without a build step."""

from config.settings.base import *  # noqa: F403 - settings

WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # nothing is collected: static files come straight from the apps
