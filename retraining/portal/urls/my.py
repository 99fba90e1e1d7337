"""Prefix: /my/"""

from django.urls import path

from retraining.portal.views import (
    joining,
    joining_clear,
    joining_fit,
    my,
    my_calendar,
    my_details,
    my_plan,
    my_questions,
    my_stop,
)

urlpatterns = [
    path("", my.today, name="today"),
    # join/: from the first sign-in to the first day
    path("join/", joining.join, name="join"),
    path("join/read/<slug:key>/", joining.document, name="join_document"),
    path("join/fit/", joining_fit.result, name="join_fit_result"),
    path("join/fit/<slug:part>/", joining_fit.fit, name="join_fit"),
    path("join/clear/", joining_clear.clear, name="join_clear"),
    path("join/ask/", joining_clear.ask, name="join_ask"),
    path("join/no/", joining_clear.say_no, name="join_no"),
    path("join/agree/", joining.agree, name="join_agree"),
    path("join/agreed/", joining.agreed, name="join_agreed"),
    path("join/copy/", joining.copy, name="join_copy"),
    path("join/copy/signed.pdf", joining.copy_file, name="join_copy_file"),
    path("join/start/", joining.start, name="join_start"),
    path("weeks/", my.weeks, name="weeks"),
    path("help/", my.my_help, name="my_help"),
    path("finished/", my.finished, name="finished"),
    path("details/", my_details.my_details, name="my_details"),
    path("details/change/", my_details.change, name="my_details_change"),
    path("pause/", my_plan.pause, name="my_pause"),
    path("pause/end/", my_plan.end_pause, name="my_pause_end"),
    path("days/", my_plan.days, name="my_days"),
    path("calendar/", my_calendar.my_calendar, name="my_calendar"),
    path("calendar/new/", my_calendar.new, name="my_calendar_new"),
    path("calendar/close/", my_calendar.close, name="my_calendar_close"),
    path("calendar/weeks.ics", my_calendar.download, name="my_calendar_download"),
    path("stop/", my_stop.stop, name="stop"),
    path("stop/done/", my_stop.stopped, name="stopped"),
    path("stop/undo/", my_stop.take_back, name="stop_undo"),
    path("messages/", my_stop.my_messages, name="my_messages"),
    path("questions/<slug:visit>/", my_questions.check_in, name="check_in"),
    path("questions/<slug:visit>/check/", my_questions.check_in_answers, name="check_in_answers"),
    path("questions/<slug:visit>/<slug:item>/", my_questions.check_in_item, name="check_in_item"),
    # questions/<visit>/part/<part>/: one part of a visit of several
    path(
        "questions/<slug:visit>/part/<slug:questions>/", my_questions.visit_part, name="visit_part"
    ),
    path(
        "questions/<slug:visit>/part/<slug:questions>/check/",
        my_questions.check_in_answers,
        name="visit_part_answers",
    ),
    path(
        "questions/<slug:visit>/part/<slug:questions>/<slug:item>/",
        my_questions.check_in_item,
        name="visit_part_item",
    ),
]
