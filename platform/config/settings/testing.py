"""Settings of the tests: like the demonstration, with the real database."""

from config.settings.base import *  # noqa: F403 - settings

WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # nothing is collected: static files come straight from the apps
WHITENOISE_AUTOREFRESH = True  # do not list all static files for every client
PASSWORD_HASHERS = ("tests.light_hasher.LightArgon2PasswordHasher",)  # argon2, with less memory
