"""Prefix: /clinic/"""

from django.urls import URLPattern, path

from retraining.safety.views import clinic, events, review

urlpatterns: list[URLPattern] = [
    path("alerts/", clinic.alerts, name="alerts"),
    path("alerts/<int:pk>/", clinic.alert, name="alert"),
    path("alerts/<int:pk>/who/", clinic.alert_who, name="alert_who"),
    path("alerts/<int:pk>/take/", clinic.alert_take, name="alert_take"),
    path("alerts/<int:pk>/step/", clinic.alert_step, name="alert_step"),
    # events/: adverse events, and the reports that staff decide about
    path("events/", events.events, name="events"),
    path("events/list.csv", events.events_csv, name="events_csv"),
    path("events/reports/<int:pk>/", events.report, name="staff_report"),
    path("events/reports/<int:pk>/words/", events.report_words, name="staff_report_words"),
    path("events/new/<slug:code>/", events.event_new, name="event_new"),
    path("events/<int:pk>/", events.event, name="event"),
    path("events/<int:pk>/facts/", events.event_facts, name="event_facts"),
    path("events/<int:pk>/words/", events.event_words, name="event_words"),
    path("events/<int:pk>/judge/", events.event_judge, name="event_judge"),
    path("events/<int:pk>/sent/", events.event_sent, name="event_sent"),
    path("review/", review.reviews, name="safety_review"),
    path("review/<slug:slug>/done/", review.review_done, name="safety_review_done"),
    path("on-call/", clinic.on_call, name="on_call"),
]
