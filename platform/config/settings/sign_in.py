"""How people sign in: passwords, sessions and the lock after failures."""

from datetime import timedelta

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = (
    "axes.backends.AxesStandaloneBackend",  # first: it refuses before a password is looked at
    "accounts.backends.EmailBackend",
)
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "accounts:sign_in"

PASSWORD_HASHERS: tuple[str, ...] = (
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # imported accounts, rehashed at sign-in
)
AUTH_PASSWORD_VALIDATORS = (
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
)

SESSION_ENGINE = "django.contrib.sessions.backends.db"  # in the schema of the tenant
SESSION_COOKIE_AGE = 8 * 60 * 60  # seconds: one working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # not in a cookie

# The lock counts per account, in the tenant's schema, under a keyed hash of the address. Neither
# the name, nor the network address, nor the browser is kept: docs/decisions/0011-sign-in.md.
AXES_HANDLER = "accounts.lockout.SparseHandler"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_CALLABLE = "accounts.lockout.account_key"
AXES_CLIENT_IP_CALLABLE = "accounts.lockout.no_network_address"
AXES_CLIENT_STR_CALLABLE = "accounts.lockout.no_client_name"
AXES_LOCKOUT_CALLABLE = "accounts.lockout.locked_out_page"
AXES_SENSITIVE_PARAMETERS = ["username", "csrfmiddlewaretoken", "next"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # or anyone could lock a person out for good
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# axes.W006 asks to lock by network address: a municipality shares one, and it can be forged.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
