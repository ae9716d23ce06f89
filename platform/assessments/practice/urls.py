"""Addresses of how this organisation works."""

from django.urls import path

from assessments.practice import views

urlpatterns = [
    path("werkvoorraad/praktijk/behoefte/", views.need, name="practice_need"),
    path("werkvoorraad/praktijk/activiteiten/", views.activities, name="practice_activities"),
    path("werkvoorraad/<casus:number>/plan/mag-dit/", views.answer, name="activity_answer"),
]
