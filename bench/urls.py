"""The project's addresses and two floors: an empty page, and one row behind a token."""

from django.urls import include, path

from bench import floors

urlpatterns = [
    path("my/bench-empty/", floors.empty_page),
    path("my/bench-row/", floors.one_row),
    path("", include("retraining.urls")),
]
