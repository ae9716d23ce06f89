"""Addresses of sign-in, on the host of a tenant and on the public host."""

from django.urls import path

from accounts import sign_in

app_name = "accounts"
urlpatterns = [
    path("aanmelden/", sign_in.sign_in, name="sign_in"),
    path("afmelden/", sign_in.sign_out, name="sign_out"),
    path("wachtwoord/", sign_in.change_password, name="change_password"),
]
