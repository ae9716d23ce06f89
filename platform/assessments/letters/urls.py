"""Addresses of letters: of a case, of the texts, and the public page that checks one."""

from django.urls import path

from assessments.letters import check_views, letterhead_views, text_views, views

_CASE = "werkvoorraad/<casus:number>/besluit/"
urlpatterns = [
    path("controle/", check_views.ask, name="check_letter"),
    path("controle/<str:code>/", check_views.checked, name="checked_letter"),
    path("beheer/brieven/", text_views.texts, name="letter_texts"),
    path("beheer/brieven/briefhoofd/", letterhead_views.letterhead, name="letterhead"),
    path("beheer/brieven/briefhoofd.pdf", letterhead_views.sample, name="letterhead_sample"),
    path("beheer/brieven/<slug:slug>/<slug:language>/", text_views.word, name="word_letters"),
    path(f"{_CASE}brief/<slug:slug>/", views.write, name="write_letter"),
    path(f"{_CASE}brieven/<uuid:letter_id>/", views.sent, name="letter"),
    path(f"{_CASE}brieven/<uuid:letter_id>/brief.pdf", views.pdf, name="letter_pdf"),
    path(f"{_CASE}brieven/<uuid:letter_id>/brief.json", views.text, name="letter_text"),
]
