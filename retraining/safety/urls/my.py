"""Prefix: /my/"""

from django.urls import path

from retraining.safety.views import my

urlpatterns = [
    # Neutral addresses: a browser's history tells nobody how somebody felt.
    path("tell/", my.report, name="report"),
    path("tell/<int:pk>/", my.report_thanks, name="report_thanks"),
    path("tell/<int:pk>/<slug:step>/", my.report_step, name="report_step"),
    path("call/", my.call, name="my_call"),
    path("call/<int:pk>/", my.called, name="call_asked"),
    path("help/now/", my.help_now, name="help_now"),
    path("help/contacts/", my.contacts, name="my_contacts"),
]
