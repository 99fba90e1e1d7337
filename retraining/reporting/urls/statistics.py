from django.urls import URLPattern, path

from retraining.reporting.views import statistics

# /statistics/
urlpatterns: list[URLPattern] = [
    path("", statistics.home, name="statistics_home"),
    path("export/", statistics.export, name="export"),
]
