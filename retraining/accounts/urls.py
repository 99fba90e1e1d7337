"""Prefix: /accounts/, before the sign-in library's own addresses of the same names."""

from django.conf import settings
from django.urls import path

from retraining.accounts import views
from retraining.common.views import gallery

urlpatterns = [
    path("login/code/", views.ask_for_code, name="account_request_login_code"),
    path("login/code/confirm/", views.confirm_code, name="account_confirm_login_code"),
    path("fresh/", views.fresh_code, name="fresh_code"),
    path("look/", views.look, name="look"),
]
if settings.SIMULATED:
    urlpatterns.append(path("gallery/", gallery, name="gallery"))
