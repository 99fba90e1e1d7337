from django.urls import URLPattern, path

from retraining.reporting.views import clinic, ratings

# /clinic/
urlpatterns: list[URLPattern] = [
    path("", clinic.cases, name="caseload"),
    path("people/<slug:code>/", clinic.person, name="clinic_person"),
    path("ratings/", ratings.ratings, name="ratings"),
    path("ratings/<slug:code>/<slug:rating>/", ratings.rate, name="rate"),
]
