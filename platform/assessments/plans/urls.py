"""Addresses of plan, talks and investigation phase, below that of a case."""

from django.urls import path

from assessments.plans import goal_views, talk_views, views

_CASE = "werkvoorraad/<casus:number>/"
_GOAL = f"{_CASE}plan/doel/<uuid:key>/"
_TALK = f"{_CASE}gesprekken/<uuid:talk_id>/"
urlpatterns = [
    path(f"{_CASE}plan/", views.plan, name="plan"),
    path(f"{_CASE}plan/versies/<int:version>/", views.plan, name="plan_version"),
    path(f"{_CASE}plan/tekst/", views.text, name="plan_text"),
    path(f"{_CASE}plan/vorige/", views.previous, name="plan_previous"),
    path(f"{_CASE}plan/werkgever/", views.employer, name="plan_employer"),
    path(f"{_CASE}plan/doel/nieuw/", goal_views.goal, name="goal_new"),
    path(_GOAL, goal_views.goal, name="goal"),
    path(f"{_GOAL}weghalen/", views.drop, name="goal_drop"),
    path(f"{_GOAL}uitkomst/", views.result, name="goal_result"),
    path(f"{_CASE}gesprekken/", talk_views.talks, name="talks"),
    path(f"{_CASE}gesprekken/nieuw/", talk_views.new_talk, name="talk_new"),
    path(_TALK, talk_views.talk, name="talk"),
    path(f"{_TALK}afspraak/", talk_views.agree, name="talk_agree"),
    path(f"{_TALK}afspraak/<uuid:agreement_id>/", talk_views.agreement, name="talk_agreement"),
    path(f"{_CASE}onderzoeksfase/", talk_views.investigate, name="investigate"),
]
