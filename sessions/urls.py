"""Prefix: /my/"""

from django.urls import path

from sessions.views import events, media, plan_items, shell

urlpatterns = [
    path("plan/<int:item_id>/", plan_items.plan_item, name="plan_item"),
    path("plan/<int:item_id>/text/", plan_items.text, name="plan_item_text"),
    path("plan/<int:item_id>/text/<int:part>/", plan_items.text, name="plan_item_text_part"),
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
    # Neutral addresses: a browser's history tells nobody how somebody felt.
    path("plan/<int:item_id>/rest/", plan_items.rest, name="plan_item_rest"),
    path("plan/<int:item_id>/not-today/", plan_items.not_today, name="plan_item_not_today"),
    path("rest/", plan_items.rest_now, name="rest"),
    path("plan/<int:item_id>/audio/<slug:background>.m4a", media.audio, name="plan_item_audio"),
    path("plan/<int:item_id>/cues.vtt", media.cues, name="plan_item_cues"),
    path("plan/<int:item_id>/figure.svg", media.figure, name="plan_item_figure"),
    path("plan/<int:item_id>/events/", events.events, name="plan_item_events"),
    path("plan/<int:item_id>/token/", events.token, name="plan_item_token"),
    path("sw.js", shell.service_worker, name="service_worker"),
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("offline/", shell.offline, name="offline"),
]
