"""Addresses of a move, below that of a case, and of taking a case over."""

from django.urls import path

from assessments.moving import views

_CASE = "werkvoorraad/<casus:number>/"
urlpatterns = [
    path("werkvoorraad/overnemen/", views.take_over, name="take_over"),
    path(f"{_CASE}verhuizen/", views.send, name="move"),
    path(f"{_CASE}verhuizen/<uuid:transfer_id>/bestand.json", views.download, name="move_file"),
    path(f"{_CASE}overgenomen/", views.moved, name="moved"),
]
