"""Addresses of watching over coaching."""

from django.urls import path

from assessments.oversight import views

_HERE = "werkvoorraad/<casus:number>/begeleiding/"
urlpatterns = [
    path("register/signalen/", views.remarks, name="provider_remarks"),
    path(f"{_HERE}verslag/", views.report, name="follow_report"),
    path(f"{_HERE}controle/", views.check_log, name="follow_check_log"),
    path(f"{_HERE}signaal/", views.remark, name="follow_remark"),
]
