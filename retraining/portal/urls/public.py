"""Prefix: /"""

from django.urls import path

from retraining.portal.views import after, joining, my_calendar, public

urlpatterns = [
    path("", public.home, name="home"),
    path("healthz/", public.healthz, name="healthz"),
    path("calendar/<str:token>.ics", my_calendar.feed, name="calendar_feed"),
    path("invite/<str:token>/", joining.invitation, name="invitation"),
    # These two know trials, so they stand here and not in retraining.accounts.
    path("accounts/after/", after.after_sign_in, name="after_sign_in"),
    path("accounts/staff/<str:token>/", after.staff_invitation, name="staff_invitation"),
]
