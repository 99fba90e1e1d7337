"""Prefix: /manage/"""

from django.urls import URLPattern, path

from retraining.safety.views import manage

urlpatterns: list[URLPattern] = [
    path("sites/<slug:slug>/cover/", manage.cover, name="site_cover"),
]
