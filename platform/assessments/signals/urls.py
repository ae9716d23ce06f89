"""Addresses of signals: the public pages, and those for who works with them."""

from django.urls import path

from assessments.signals import public_views, views

_SIGNAL = "werkvoorraad/meldingen/<uuid:signal_id>/"
urlpatterns = [
    path("melden/", public_views.report, name="report"),
    path("melden/ontvangen/", public_views.received, name="report_received"),
    path("melden/stand/", public_views.state, name="report_state"),
    path("werkvoorraad/meldingen/", views.signals, name="signals"),
    path(_SIGNAL, views.signal, name="signal"),
    path(f"{_SIGNAL}oppakken/", views.take_up, name="signal_take_up"),
    path(f"{_SIGNAL}casus/", views.open_case, name="signal_open_case"),
    path(f"{_SIGNAL}koppelen/", views.link, name="signal_link"),
    path(f"{_SIGNAL}afhandelen/", views.close, name="signal_close"),
    path("beheer/meldpunt/", views.desk, name="signal_desk"),
]
