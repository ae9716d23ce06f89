"""Addresses of the administration on the host of a tenant."""

from django.urls import path

from accounts import audit_page, user_pages

app_name = "administration"
urlpatterns = [
    path("", user_pages.administration, name="start"),
    path("gebruikers/", user_pages.users, name="users"),
    path("gebruikers/nieuw/", user_pages.add_user, name="add_user"),
    path("gebruikers/<uuid:user_id>/", user_pages.user, name="user"),
    path("gebruikers/<uuid:user_id>/sluiten/", user_pages.close_account, name="close_account"),
    path("gebruikers/<uuid:user_id>/openen/", user_pages.open_account, name="open_account"),
    path(
        "gebruikers/<uuid:user_id>/wachtwoord/",
        user_pages.give_new_password,
        name="give_new_password",
    ),
    path("logboek/", audit_page.audit_record, name="audit_record"),
]
