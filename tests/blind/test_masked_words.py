"""Words of or about a person: hidden from raters, and from others until they ask to see them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client

from retraining.assessments import calls, correcting
from retraining.assessments.models import Response
from retraining.assessments.selectors import state_of
from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.common.access import Audience
from retraining.safety.models import StepKind
from retraining.safety.services import events, raising
from retraining.safety.services.handling import Said, note_step
from retraining.trials.models import Participant
from retraining.trials.selectors import current_assignments, scope_for
from retraining.trials.services import logs, understanding
from retraining.trials.services.withdrawal import withdraw
from tests import cast
from tests.manage.pages import client_of
from tests.people.lines import SAMPLES, today
from tests.portal_my.days import on_day, starting
from tests.safety.people import covered
from tests.safety.test_events import an_event, clinician, report_of

pytestmark = pytest.mark.django_db
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
LOGS = {
    "contacts": "contact", "treatments": "treatmentchange", "notes": "note",
    "attendance": "attendance", "deviations": "deviation", "payments": "payment",
    "endings": "ending", "flags": "flag",
}  # fmt: skip
BY_CLINIC = ("contacts", "treatments", "notes", "attendance", "deviations")


@dataclass(frozen=True)
class Place:
    """Where words stand.

    Args:
        who: the role that may read them.
        page: its GET.
        show: its POST.
        words: what is read there, and on no page before.
        entry: the act in the audit log.
    """

    who: str
    page: str
    show: str
    words: tuple[str, ...]
    entry: str


def _logs(ana: Participant) -> Iterator[Place]:
    models = {model._meta.model_name: model for model in SAMPLES}
    for slug, name in LOGS.items():
        values = dict(SAMPLES[models[name]])
        if name == "deviation":
            values["found_on"] = today(ana)
        row = logs.add(
            models[name], participant=ana, day=today(ana), text=f"WORDS-{name}", once=uuid4(),
            by=cast.max_the_manager(), values=values,
        )  # fmt: skip
        for prefix, who in (("manage", "manager"), ("clinic", "clinician")):
            if prefix == "manage" or slug in BY_CLINIC:
                page = f"/{prefix}/people/{ana.code}/log/{slug}/"
                show = f"{page}{row.pk}/text/"
                yield Place(who, page, show, (f"WORDS-{name}",), f"{name}.text_viewed")


def _safety(ana: Participant) -> Iterator[Place]:
    by = clinician("Cleo")
    (alert,) = raising.call_asked(participant=ana, about="worse", by=ana.user)
    note_step(alert=alert, kind=StepKind.REACHED, said=Said(note="WORDS-alert", minutes=3), by=by)
    page = f"/clinic/alerts/{alert.pk}/"
    yield Place("clinician", page, f"{page}who/", ("WORDS-alert",), "identity.viewed")
    report = report_of(ana, what="WORDS-report")
    page = f"/clinic/events/reports/{report.pk}/"
    yield Place("clinician", page, f"{page}words/", ("WORDS-report",), "report.viewed")
    event = an_event(ana, by, description="WORDS-event")
    events.judge(
        event=event, relatedness="possible", expected="", reason="WORDS-judged",
        by=cast.a_member_of_staff("Ines", "assessor"),
    )  # fmt: skip
    page = f"/clinic/events/{event.pk}/"
    said = ("WORDS-event", "WORDS-judged")
    yield Place("clinician", page, f"{page}words/", said, "event.words_viewed")
    yield Place("assessor", page, f"{page}words/", said, "event.words_viewed")


def _answers(ana: Participant) -> Iterator[Place]:
    max_ = cast.max_the_manager()
    sent = Response.objects.get(participant=ana, visit="baseline", instrument="fiqr")
    correcting.correct(response=sent, item="q12", value=9, reason="WORDS-corrected", by=max_)
    query = correcting.ask(response=sent, item="q12", text="WORDS-query", by=max_)
    correcting.answer_query(query=query, text="WORDS-answer", by=max_)
    page = f"/manage/people/{ana.code}/questionnaires/baseline/fiqr/q12/"
    said = ("WORDS-corrected", "WORDS-query", "WORDS-answer")
    yield Place("manager", page, f"{page}words/", said, "answers.words_viewed")
    page = f"/clinic/queries/{query.pk}/"
    yield Place("clinician", page, f"{page}words/", said[1:], "answers.words_viewed")


def _joining(ana: Participant) -> Iterator[Place]:
    talk = understanding.ask(participant=ana, text="WORDS-talk", by=ana.user)
    page = f"/manage/talks/{talk.pk}/"
    yield Place("manager", page, f"{page}words/", ("WORDS-talk",), "talk.viewed")
    withdraw(participant=ana, level="sessions", reason="WORDS-stop", by=ana.user)
    page = f"/manage/people/{ana.code}/"
    yield Place("manager", page, f"{page}stop/reason/", ("WORDS-stop",), "withdrawal.reason_viewed")


@pytest.fixture
def ana() -> Participant:
    covered()
    return starting()


def places(ana: Participant) -> list[Place]:
    return [*_safety(ana), *_answers(ana), *_joining(ana), *_logs(ana)]


def _call(ana: Participant) -> Place:
    """An outcome that is open for ten days: a try, with words for the next person."""
    scope = scope_for(current_assignments(cast.max_the_manager()), Audience.MANAGE)
    (call,) = calls.call_list(scope)
    calls.record_attempt(
        call=call, way="call", reached="no-answer", minutes=2, note="WORDS-call",
        by=cast.max_the_manager(),
    )  # fmt: skip
    page = f"/manage/calls/{ana.code}/post/"
    return Place("manager", page, f"{page}words/", ("WORDS-call",), "contact.notes_viewed")


def browsers() -> dict[str, Client]:
    others = ("clinician", "assessor", "rater", "statistician", "monitor")
    found = {who: client_of(cast.a_member_of_staff(f"The-{who}", who)) for who in others}
    return {**found, "manager": client_of(cast.max_the_manager())}


def body(client: Client, method: str, address: str) -> tuple[int, str]:
    answer = getattr(client, method)(address)
    return answer.status_code, b"".join(answer).decode()


def test_the_words_come_only_after_the_act_and_the_act_is_kept(ana: Participant) -> None:
    with on_day(5):
        all_places = places(ana)
        assert len(all_places) == 21
        masked_until_asked_for(all_places)


def test_words_for_the_next_person_who_rings(ana: Participant) -> None:
    opens = state_of(ana, "post").window.opens_at
    with clock.at(opens + timedelta(days=12)):
        place = _call(ana)
        masked_until_asked_for([place])
        rater = browsers()["rater"]
        for method, address in (("get", place.page), ("post", place.show)):
            assert body(rater, method, address)[0] in (403, 404)


def masked_until_asked_for(all_places: list[Place]) -> None:
    who = browsers()
    for place in all_places:
        status, page = body(who[place.who], "get", place.page)
        assert status == 200, place
        assert "WORDS-" not in page, place
        assert place.show in page, f"{place.page} does not lead to its words"
        before = AuditEntry.objects.filter(action=place.entry).count()
        status, page = body(who[place.who], "post", place.show)
        assert status == 200, place
        assert [one for one in place.words if one not in page] == []
        assert AuditEntry.objects.filter(action=place.entry).count() == before + 1
        assert body(who[place.who], "get", place.show)[0] == 405, place


@pytest.mark.parametrize("role", ["rater", "statistician", "monitor"])
def test_a_rater_and_others_without_need_never_receive_them(ana: Participant, role: str) -> None:
    with on_day(5):
        all_places, client = places(ana), browsers()[role]
        for place in all_places:
            for method, address in (("get", place.page), ("post", place.show)):
                status, page = body(client, method, address)
                assert status in (403, 404), (role, address)
                assert "WORDS-" not in page


def test_the_pages_of_a_rater_hold_no_words_of_anybody(ana: Participant) -> None:
    with on_day(5):
        places(ana)
        client, seen, waiting = browsers()["rater"], set(), ["/clinic/ratings/"]
        while waiting:
            address = waiting.pop()
            seen.add(address)
            answer = client.get(address)
            assert answer.status_code in (200, 302, 403, 404), address
            page = answer.content.decode()
            assert "WORDS-" not in page, address
            found = set(re.findall(r'href="(/clinic/[^"#?]*)"', page))
            waiting += sorted(found - seen - set(waiting))
        assert len(seen) >= 1


def test_lists_and_pages_around_show_none_either(ana: Participant) -> None:
    around = {
        "manager": ("/manage/", f"/manage/people/{ana.code}/", "/manage/data/queries/",
                    "/manage/talks/", "/manage/screening/", "/manage/calls/", "/manage/waiting/"),
        "clinician": ("/clinic/", f"/clinic/people/{ana.code}/", "/clinic/alerts/",
                      "/clinic/events/", "/clinic/events/list.csv", "/clinic/on-call/"),
        "monitor": ("/manage/audit/", "/manage/audit/file/"),
    }  # fmt: skip
    with on_day(5):
        places(ana)
        who = browsers()
        for role, addresses in around.items():
            for address in addresses:
                status, page = body(who[role], "get", address)
                assert status == 200, address
                assert "WORDS-" not in page, address


# Words that are no participant's: of a site, of a notice to everybody.
NOBODYS = {"crisis_text", "row.notice"}
STAFF = [
    path
    for folder in ("portal/manage", "portal/clinic", "safety", "reporting", "components")
    for path in (TEMPLATES / folder).rglob("*.html")
    if "/my/" not in path.as_posix()
]


def unmasked(text: str) -> list[str]:
    """Words with line breaks that a template prints by itself."""
    printed = re.findall(r"\{\{ ?([a-z_.]+)[^}]*\|linebreaks(?:br)? ?\}\}", text)
    return [one for one in printed if not any(one.endswith(known) for known in NOBODYS)]


def test_staff_templates_print_words_by_the_one_component_alone() -> None:
    assert len(STAFF) > 80
    found = {path.name: words for path in STAFF if (words := unmasked(path.read_text("utf-8")))}
    assert found == {"masked.html": ["text"]}


def test_the_guard_finds_words_printed_past_the_component() -> None:
    assert unmasked("<td>{{ line.text|linebreaksbr }}</td>") == ["line.text"]
    assert unmasked('{{ row.notice|default:"–"|linebreaksbr }}') == []
