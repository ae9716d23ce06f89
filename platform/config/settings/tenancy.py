"""Which app's tables stand where: in `public`, in every tenant's schema, or nowhere."""

# In every tenant's schema. Sign-in lives here too: an organisation's people, their sessions and
# their failed attempts exist only with that organisation.
TENANT_APPS = (
    "accounts",
    "audit",
    "django.contrib.sessions",
    "axes",
    "policy_profiles",
    "assessments",
    "outcomes",
    "benchmarking.participation",
    "reports",
    "api",
)

# In `public`: the registers of tenants, of published policy and of coaches, the fact rows, and
# sign-in of platform administrators.
# `tenants` stands before `django_tenants`, because its commands replace those of the library.
SHARED_APPS = (
    "tenants",
    "django_tenants",
    "accounts",
    "audit",
    "django.contrib.sessions",
    "axes",
    "policy_profiles.register",
    "coaches",
    "benchmarking",
    "reports.published",
)

# Without tables anywhere. Roles are a field of the user and there is no generic relation, so the
# tables of auth and contenttypes would stay empty; Django and DRF only need them to be importable.
APPS_WITHOUT_TABLES = (
    "config",
    "console",
    "dashboards",
    "demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "graphene_django",
)

MIGRATION_MODULES = {"auth": None, "contenttypes": None}

INSTALLED_APPS = [
    *SHARED_APPS,
    *(app for app in TENANT_APPS if app not in SHARED_APPS),
    *APPS_WITHOUT_TABLES,
]

TENANT_MODEL = "tenants.Tenant"
TENANT_DOMAIN_MODEL = "tenants.Domain"
PUBLIC_SCHEMA_NAME = "public"
PUBLIC_SCHEMA_URLCONF = "config.urls_public"
ROOT_URLCONF = "config.urls"

DATABASE_ENGINE = "tenants.database"
DATABASE_ROUTERS = ("django_tenants.routers.TenantSyncRouter",)
