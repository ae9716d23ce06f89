"""The WSGI application that a server runs."""

from importlib import import_module

from django.core.wsgi import get_wsgi_application

from config import environment
from tenants import startup

environment.provide(DJANGO_SETTINGS_MODULE=f"config.settings.{environment.current().name}")
application = get_wsgi_application()
startup.check_database()
# Imported here, because the views need Django to be set up; a cold Dash app takes its time.
import_module("dashboards.views").warm_up()
