"""Prefix: /"""

from django.urls import path

from retraining.portal.views import after, handed, joining, my_calendar, public

urlpatterns = [
    path("", public.home, name="home"),
    path("healthz/", public.healthz, name="healthz"),
    path("calendar/<str:token>.ics", my_calendar.feed, name="calendar_feed"),
    path("invite/<str:token>/", joining.invitation, name="invitation"),
    # handed-over/: a device in the clinic, locked to one visit
    path("handed-over/", handed.handed, name="handed"),
    path("handed-over/help/<slug:questions>/<slug:item>/", handed.help_now, name="handed_help"),
    path("handed-over/end/", handed.give_back, name="handed_end"),
    path("handed-over/open/<str:token>/", handed.opening, name="handed_opening"),
    path("handed-over/part/<slug:questions>/", handed.part, name="handed_part"),
    path("handed-over/part/<slug:questions>/check/", handed.answers, name="handed_answers"),
    path("handed-over/part/<slug:questions>/<slug:item>/", handed.item, name="handed_item"),
    # These two know trials, so they stand here and not in retraining.accounts.
    path("accounts/after/", after.after_sign_in, name="after_sign_in"),
    path("accounts/staff/<str:token>/", after.staff_invitation, name="staff_invitation"),
]
