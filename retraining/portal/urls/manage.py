"""Prefix: /manage/"""

from django.urls import path

from retraining.portal.views import (
    manage_answers,
    manage_audit,
    manage_consent,
    manage_data,
    manage_follow_up,
    manage_list,
    manage_people,
    manage_person,
    manage_programmes,
    manage_programmes_draft,
    manage_programmes_readers,
    manage_programmes_text,
    manage_randomise,
    manage_samples,
    manage_screening,
    manage_site_file,
    manage_sites,
    manage_staff,
    manage_stopping,
    manage_suspensions,
    manage_targets,
    manage_texts,
    manage_unblinding,
    manage_unsealing,
    records,
)

urlpatterns = [
    path("", manage_people.home, name="manage_home"),
    path("waiting/", manage_people.waiting, name="waiting"),
    # people/
    path("people/", manage_people.people, name="people"),
    path("people/invite/", manage_people.invite, name="manage_invite"),
    path("people/<slug:code>/", manage_person.person, name="manage_person"),
    path("people/<slug:code>/who/", manage_person.who, name="manage_who"),
    path("people/<slug:code>/resend/", manage_person.resend, name="manage_resend"),
    path("people/<slug:code>/revoke/", manage_person.revoke, name="manage_revoke"),
    path("people/<slug:code>/eligibility/", manage_person.eligibility, name="manage_eligibility"),
    # people/<code>/log/: what staff write down; people/<code>/stop/: what somebody told them
    path("people/<slug:code>/log/<slug:log>/", records.MANAGE["page"], name="manage_log"),
    path("people/<slug:code>/log/<slug:log>/add/", records.MANAGE["add"], name="manage_log_add"),
    path(
        "people/<slug:code>/log/<slug:log>/<int:pk>/correct/",
        records.MANAGE["correct"],
        name="manage_log_correct",
    ),
    path(
        "people/<slug:code>/log/<slug:log>/<int:pk>/text/",
        records.MANAGE["text"],
        name="manage_log_text",
    ),
    path("people/<slug:code>/stop/", manage_stopping.told_stop, name="manage_stop"),
    path("people/<slug:code>/stop/back/", manage_stopping.resume, name="manage_resume"),
    path("people/<slug:code>/stop/reason/", manage_stopping.reason, name="manage_stop_reason"),
    path("people/<slug:code>/remove/", manage_stopping.remove_identity, name="manage_remove"),
    path("people/<slug:code>/call/", manage_screening.call, name="manage_call"),
    path("people/<slug:code>/answers/", manage_screening.answers, name="manage_own_answers"),
    path("people/<slug:code>/close/", manage_screening.close, name="manage_close"),
    path("people/<slug:code>/reopen/", manage_screening.reopen, name="manage_reopen"),
    path("people/<slug:code>/consent/copy/", manage_consent.copy, name="manage_consent_copy"),
    path("people/<slug:code>/consent/sign/", manage_consent.countersign, name="manage_countersign"),
    path("people/<slug:code>/consent/paper/", manage_consent.paper, name="manage_paper"),
    path("screening/", manage_screening.log, name="screening_log"),
    path("talks/", manage_screening.talks, name="talks"),
    path("talks/<int:pk>/", manage_screening.talk, name="talk"),
    path("talks/<int:pk>/words/", manage_screening.talk_words, name="talk_words"),
    # people/<code>/questionnaires/: entered by staff, looked at, put right, asked about
    path("people/<slug:code>/questionnaires/", manage_answers.parts, name="manage_answers"),
    path(
        "people/<slug:code>/questionnaires/<slug:visit>/hand-over/",
        manage_answers.hand_over,
        name="manage_hand_over",
    ),
    path(
        "people/<slug:code>/questionnaires/<slug:visit>/<slug:questions>/",
        manage_answers.part,
        name="manage_part",
    ),
    path(
        "people/<slug:code>/questionnaires/<slug:visit>/<slug:questions>/<slug:item>/",
        manage_answers.value,
        name="manage_value",
    ),
    path(
        "people/<slug:code>/told/<int:pk>/",
        manage_follow_up.follow_up,
        name="manage_follow_up",
    ),
    path(
        "people/<slug:code>/questionnaires/<slug:visit>/<slug:questions>/<slug:item>/query/",
        manage_answers.query,
        name="manage_query",
    ),
    path(
        "people/<slug:code>/questionnaires/<slug:visit>/<slug:questions>/<slug:item>/words/",
        manage_answers.value_words,
        name="manage_value_words",
    ),
    # data/ and calls/: of the whole trial
    path("data/queries/", manage_data.queries, name="data_queries"),
    path("data/final/", manage_data.locks, name="data_locks"),
    # samples/: what laboratories sent back, and whose samples they are
    path("samples/", manage_samples.samples, name="samples"),
    path("samples/results/", manage_samples.results, name="samples_results"),
    path("samples/codes/", manage_samples.codes, name="samples_codes"),
    path("texts/", manage_texts.texts, name="texts"),
    path("calls/", manage_data.calls, name="calls"),
    path("calls/<slug:code>/<slug:visit>/", manage_data.call, name="call"),
    path("calls/<slug:code>/<slug:visit>/words/", manage_data.call_words, name="call_words"),
    # people/<code>/randomise/: four pages, one act
    path("people/<slug:code>/randomise/", manage_randomise.checks, name="randomise"),
    path("people/<slug:code>/randomise/group/", manage_randomise.group, name="randomise_group"),
    path(
        "people/<slug:code>/randomise/confirm/", manage_randomise.confirm, name="randomise_confirm"
    ),
    path("people/<slug:code>/randomise/done/", manage_randomise.done, name="randomise_done"),
    # unblinding/
    path("unblinding/", manage_unblinding.unblinding, name="unblinding"),
    path("unblinding/people/<slug:code>/", manage_unblinding.unblind, name="unblind"),
    path("unblinding/<int:pk>/second/", manage_unblinding.second, name="unblinding_second"),
    # sites/
    path("sites/", manage_sites.sites, name="sites"),
    path("sites/add/", manage_sites.add, name="site_add"),
    path("sites/<slug:slug>/", manage_sites.edit, name="site_edit"),
    # sites/<slug>/file/: what a site needs before it may enrol
    path("sites/<slug:slug>/file/", manage_site_file.site_file, name="site_file"),
    path("sites/<slug:slug>/file/add/<slug:entry>/", manage_site_file.add, name="site_file_add"),
    path("sites/<slug:slug>/file/light/", manage_site_file.give_light, name="site_give_light"),
    path("sites/<slug:slug>/file/light/take/", manage_site_file.take_light, name="site_take_light"),
    path("sites/<slug:slug>/file/<int:pk>/end/", manage_site_file.end_task, name="site_task_end"),
    path(
        "sites/<slug:slug>/file/<int:pk>/sign/", manage_site_file.sign_task, name="site_task_sign"
    ),
    path("recruitment/", manage_targets.targets, name="targets"),
    path("suspensions/", manage_suspensions.suspensions, name="suspensions"),
    path("suspensions/<int:pk>/lift/", manage_suspensions.lift, name="suspension_lift"),
    # programmes/: `which` is a version's number, or "draft" for the upload that waits
    path("programmes/", manage_programmes.programmes, name="programmes"),
    path("programmes/readers/", manage_programmes_readers.readers, name="programme_readers"),
    path("programmes/upload/", manage_programmes_draft.upload, name="programme_upload"),
    path("programmes/draft/publish/", manage_programmes_draft.publish, name="programme_publish"),
    path("programmes/draft/aside/", manage_programmes_draft.put_aside, name="programme_aside"),
    path("programmes/draft/speak/", manage_programmes_draft.speak, name="programme_speak"),
    path("programmes/<int:number>/export.zip", manage_programmes.export, name="programme_export"),
    path("programmes/<slug:which>/", manage_programmes.texts, name="programme_texts"),
    path(
        "programmes/<slug:which>/<slug:programme>/<slug:name>/",
        manage_programmes_text.text,
        name="programme_text",
    ),
    path(
        "programmes/<slug:which>/<slug:programme>/<slug:name>/speak/",
        manage_programmes_text.speak,
        name="programme_text_speak",
    ),
    path(
        "programmes/<slug:which>/<slug:programme>/<slug:name>/state/",
        manage_programmes_text.state,
        name="programme_text_state",
    ),
    path(
        "programmes/<slug:which>/<slug:programme>/<slug:name>/recording/",
        manage_programmes_readers.bring,
        name="programme_text_recording",
    ),
    path(
        "programmes/<slug:which>/<slug:programme>/<slug:name>/recording.m4a",
        manage_programmes_readers.recording,
        name="programme_text_recorded",
    ),
    path(
        "programmes/<slug:which>/<slug:programme>/<slug:name>/sound.m4a",
        manage_programmes_text.sound,
        name="programme_text_sound",
    ),
    path(
        "programmes/<slug:which>/<slug:programme>/<slug:name>/figure.svg",
        manage_programmes_text.figure,
        name="programme_text_figure",
    ),
    # staff/
    path("staff/", manage_staff.staff, name="staff"),
    path("staff/invite/", manage_staff.invite, name="staff_invite"),
    path("staff/invitations/<int:pk>/resend/", manage_staff.resend, name="staff_resend"),
    path("staff/invitations/<int:pk>/revoke/", manage_staff.revoke, name="staff_revoke"),
    path("staff/<int:pk>/end/", manage_staff.end, name="staff_end"),
    # list/: the list-keeper's own pages
    path("list/", manage_list.overview, name="allocation_list"),
    path("list/upload/", manage_list.upload, name="list_upload"),
    path("list/make/", manage_list.make, name="list_make"),
    path("list/unseal/", manage_unsealing.unseal, name="unseal"),
    path("list/unsealed.zip", manage_unsealing.folder, name="unsealed_folder"),
    # audit/
    path("audit/", manage_audit.audit, name="audit"),
    path("audit/file/", manage_audit.download, name="audit_file"),
    path("audit/check/", manage_audit.check, name="audit_check"),
]
