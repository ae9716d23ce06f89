"""Settings for people who build Meetlat: errors are shown in the browser."""

from config.settings.base import *  # noqa: F403 - settings

DEBUG = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
