"""Prefix: /"""

from django.urls import path

from retraining.portal.views import public

urlpatterns = [
    path("", public.home, name="home"),
    path("healthz/", public.healthz, name="healthz"),
]
