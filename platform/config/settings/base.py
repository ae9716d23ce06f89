"""The settings that hold wherever Meetlat runs."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import environment
from config.settings.interfaces import *  # noqa: F403 - settings
from config.settings.sign_in import *  # noqa: F403 - settings
from config.settings.tenancy import *  # noqa: F403 - settings
from config.settings.tenancy import DATABASE_ENGINE

ENVIRONMENT = environment.current()
HOME = Path(__file__).resolve().parents[3]

SECRET_KEY = ENVIRONMENT.secret_key
PSEUDONYM_KEY = ENVIRONMENT.pseudonym_key  # of the fact rows that leave a tenant
IDENTITY_KEYS = ENVIRONMENT.identity_keys  # of who people are: the first encrypts, all decrypt
IDENTITY_INDEX_KEY = ENVIRONMENT.identity_index_key  # by which a person is found again
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
PUBLIC_HOSTS = (ENVIRONMENT.base_domain,)  # every other host name belongs to a tenant, or to no one
WSGI_APPLICATION = "config.wsgi.application"

# Without an address the name stays empty, and Django says so at the first query.
_address = ENVIRONMENT.database
DATABASES = {
    "default": {
        "ENGINE": DATABASE_ENGINE,
        "NAME": _address.name if _address else "",
        "USER": _address.user if _address else "",
        "PASSWORD": _address.password if _address else "",
        "HOST": _address.host if _address else "",
        "PORT": _address.port if _address else "",
        "OPTIONS": dict(_address.options) if _address else {},
        "CONN_MAX_AGE": 60,  # seconds
        "CONN_HEALTH_CHECKS": True,
    }
}
CSRF_FAILURE_VIEW = "config.pages.csrf_failure"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"  # unused: every model has a UUID

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.health.HealthAtAnyName",
    "tenants.middleware.TenantMiddleware",  # before anything that reads a row
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accounts.middleware.NamedOrigin",
    "accounts.middleware.PrivateUntilLaunched",
    "accounts.middleware.OwnPasswordFirst",
    "config.method_page.MethodPage",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.page_context.page_context",
            ],
        },
    }
]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [HOME / "platform" / "config" / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "static/"
STATIC_ROOT: Path | None = (ENVIRONMENT.state_folder or HOME) / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # no file is kept
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# The tenant is part of every key: a shared cache must not become a door between tenants.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "KEY_FUNCTION": "tenants.cache.tenant_key",
    }
}

BENCHMARK_OF_REAL_PEOPLE = True  # where real people's data are, not yet: see production

# No inline script or style and no other host. Dash pages loosen style-src, for themselves only.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.log_lines.LineFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["terminal"], "level": "INFO"},
    "loggers": {
        "axes": {"level": "ERROR"},
        # A strange host name is answered with 400; anybody can send one, and it needs no traceback.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
