"""The ASGI application that a server runs."""

from django.core.asgi import get_asgi_application

from config import environment
from tenants import startup

environment.provide(DJANGO_SETTINGS_MODULE=f"config.settings.{environment.current().name}")
application = get_asgi_application()
startup.check_database()
