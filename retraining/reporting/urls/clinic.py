from django.urls import URLPattern, path

from retraining.reporting.views import clinic

# /clinic/
urlpatterns: list[URLPattern] = [
    path("", clinic.cases, name="caseload"),
    path("people/<slug:code>/", clinic.person, name="clinic_person"),
    path("ratings/", clinic.ratings, name="ratings"),
]
