"""The address of data quality, on the host of an organisation."""

from django.urls import path

from benchmarking.quality import views

app_name = "quality"
urlpatterns = [path("", views.data_quality, name="page")]
