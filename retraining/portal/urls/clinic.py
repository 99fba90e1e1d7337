"""Prefix: /clinic/, the pages that join packages; the others stand in retraining.reporting."""

from django.urls import path

from retraining.portal.views import clinic_queries, clinic_samples, manage_site_file, records

urlpatterns = [
    path("delegations/", manage_site_file.my_delegations, name="my_delegations"),
    path("delegations/<slug:slug>/<int:pk>/", manage_site_file.my_signature, name="my_signature"),
    path("queries/", clinic_queries.queries, name="site_queries"),
    path("queries/<int:pk>/", clinic_queries.query, name="site_query"),
    path("queries/<int:pk>/words/", clinic_queries.query_words, name="site_query_words"),
    path("samples/", clinic_samples.samples, name="clinic_samples"),
    path("samples/<slug:code>/", clinic_samples.destroyed, name="clinic_samples_destroyed"),
    # people/<code>/log/: what staff write down
    path("people/<slug:code>/log/<slug:log>/", records.CLINIC["page"], name="clinic_log"),
    path("people/<slug:code>/log/<slug:log>/add/", records.CLINIC["add"], name="clinic_log_add"),
    path(
        "people/<slug:code>/log/<slug:log>/<int:pk>/correct/",
        records.CLINIC["correct"],
        name="clinic_log_correct",
    ),
    path(
        "people/<slug:code>/log/<slug:log>/<int:pk>/text/",
        records.CLINIC["text"],
        name="clinic_log_text",
    ),
]
