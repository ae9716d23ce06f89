"""The WSGI application that a server runs."""

from django.core.wsgi import get_wsgi_application

from config import environment
from tenants import startup

environment.provide(DJANGO_SETTINGS_MODULE=f"config.settings.{environment.current().name}")
application = get_wsgi_application()
startup.check_database()
