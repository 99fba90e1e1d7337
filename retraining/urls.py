"""Every address. Each audience has its prefix; each view carries its access rule."""

from django.apps import apps
from django.urls import include, path

urlpatterns = [
    path("", include("retraining.portal.urls.public")),
    path("accounts/", include("retraining.accounts.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("my/", include("retraining.portal.urls.my")),
    path("my/", include("sessions.urls")),
    path("my/", include("retraining.safety.urls.my")),
    path("clinic/", include("retraining.reporting.urls.clinic")),
    path("clinic/", include("retraining.portal.urls.clinic")),
    path("clinic/", include("retraining.safety.urls.clinic")),
    path("manage/", include("retraining.portal.urls.manage")),
    path("manage/", include("retraining.safety.urls.manage")),
    path("statistics/", include("retraining.reporting.urls.statistics")),
]
if apps.is_installed("retraining.demo"):
    urlpatterns.append(path("demo/", include("retraining.demo.urls")))

handler400 = "retraining.common.views.bad_request"
handler403 = "retraining.common.views.permission_denied"
handler404 = "retraining.common.views.page_not_found"
handler500 = "retraining.common.views.server_error"
