"""Settings for people who build Meetlat: errors are shown in the browser."""

from config.settings.base import *  # noqa: F403 - settings

DEBUG = True
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # nothing is collected: static files come straight from the apps
WHITENOISE_AUTOREFRESH = True
