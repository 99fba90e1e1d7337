"""Prefix: /my/"""

from django.urls import path

from retraining.portal.views import joining, my, my_details, my_questions, my_stop

urlpatterns = [
    path("", my.today, name="today"),
    # join/: from the first sign-in to the first day
    path("join/", joining.join, name="join"),
    path("join/read/<slug:key>/", joining.document, name="join_document"),
    path("join/agree/", joining.agree, name="join_agree"),
    path("join/agreed/", joining.agreed, name="join_agreed"),
    path("join/copy/", joining.copy, name="join_copy"),
    path("join/start/", joining.start, name="join_start"),
    path("weeks/", my.weeks, name="weeks"),
    path("help/", my.my_help, name="my_help"),
    path("finished/", my.finished, name="finished"),
    path("details/", my_details.my_details, name="my_details"),
    path("details/change/", my_details.change, name="my_details_change"),
    path("stop/", my_stop.stop, name="stop"),
    path("stop/done/", my_stop.stopped, name="stopped"),
    path("questions/<slug:visit>/", my_questions.check_in, name="check_in"),
    path("questions/<slug:visit>/check/", my_questions.check_in_answers, name="check_in_answers"),
    path("questions/<slug:visit>/<slug:item>/", my_questions.check_in_item, name="check_in_item"),
]
