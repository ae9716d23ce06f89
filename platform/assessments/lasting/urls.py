"""The address of the long-term track."""

from django.urls import path

from assessments.lasting import views

urlpatterns = [
    path("werkvoorraad/<casus:number>/begeleiding/traject/", views.track, name="follow_track")
]
