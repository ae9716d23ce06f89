"""The address of what may be shared."""

from django.urls import path

from assessments.sharing import views

urlpatterns = [path("werkvoorraad/<casus:number>/delen/", views.sharing, name="sharing")]
