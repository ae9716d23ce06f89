"""Settings where real people's data are: HTTPS only, and no default secret."""

from config.settings.base import *  # noqa: F403 - settings
from config.settings.base import ENVIRONMENT, STORAGES

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health$"]  # asked from inside, before TLS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if ENVIRONMENT.trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Until a review finds nothing that decision 82 leaves open.
BENCHMARK_OF_REAL_PEOPLE = False

# `__Host-` ties the cookie to this very host name, so that no subdomain can plant one.
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
}
