"""The addresses, and three floors: an empty page, a row behind a token or a login session."""

from django.urls import include, path

from bench import floors

urlpatterns = [
    path("my/bench-empty/", floors.empty_page),
    path("my/bench-answer/", floors.one_answer),
    path("my/bench-row/", floors.one_row),
    path("", include("retraining.urls")),
]
