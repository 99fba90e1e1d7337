"""Prefix: /my/"""

from django.urls import path

from sessions.views import events, media, plan_items, shell

urlpatterns = [
    path("plan/<int:item_id>/", plan_items.plan_item, name="plan_item"),
    path("plan/<int:item_id>/listen/", plan_items.listen, name="plan_item_listen"),
    path("plan/<int:item_id>/listened/", plan_items.say_listened, name="plan_item_listened"),
    path("plan/<int:item_id>/read/", plan_items.say_read, name="plan_item_read"),
    path("plan/<int:item_id>/stop/", plan_items.stop, name="plan_item_stop"),
    path("plan/<int:item_id>/stopped/", plan_items.stopped, name="plan_item_stopped"),
    path(
        "plan/<int:item_id>/stopped/help/",
        plan_items.stopped,
        {"with_help": True},
        name="plan_item_stopped_help",
    ),
    path("plan/<int:item_id>/audio/<slug:background>.m4a", media.audio, name="plan_item_audio"),
    path("plan/<int:item_id>/cues.vtt", media.cues, name="plan_item_cues"),
    path("plan/<int:item_id>/figure.svg", media.figure, name="plan_item_figure"),
    path("plan/<int:item_id>/events/", events.events, name="plan_item_events"),
    path("plan/<int:item_id>/token/", events.token, name="plan_item_token"),
    path("sw.js", shell.service_worker, name="service_worker"),
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("offline/", shell.offline, name="offline"),
]
