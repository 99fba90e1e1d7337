"""Performs simulated acts through the services, each at its own moment of the trial's clock."""

from collections.abc import Callable
from datetime import timedelta
from uuid import NAMESPACE_OID, uuid5

from retraining.accounts.models import User
from retraining.assessments.services import answer_visit
from retraining.common import clock
from retraining.demo import duty, joining
from retraining.demo.acts import Act
from retraining.demo.roster import REMIND, WORKER_TAKES, Roster
from retraining.randomisation.services import allocate
from retraining.reminders.services import sweep_for
from retraining.safety.services.answering import answer_report
from retraining.trials.models import (
    Attendance,
    Background,
    Contact,
    Deviation,
    Ending,
    Note,
    Participant,
    Payment,
    TreatmentChange,
)
from retraining.trials.models.logs import PersonRow
from retraining.trials.protocol_section import RISK_CALL, read
from retraining.trials.selectors_consent import documents_version
from retraining.trials.services import consent, details, invitations, logs, withdrawal
from sessions.models import Delivery, PieceKind, PlanItem
from sessions.services import listening, planning


def perform(act: Act, roster: Roster) -> None:
    """Do one act at its moment."""
    with clock.at(act.at):
        DOERS[act.kind](act, roster)


def _own(person: Participant) -> User:
    assert person.user is not None  # everything that people do comes after they accepted
    return person.user


def _invite(act: Act, roster: Roster) -> None:
    someone = roster.people[act.number]
    invitation = invitations.invite(
        site=roster.sites[someone.site], email=someone.email, name=someone.name, by=roster.manager
    )
    roster.enter(act.number, invitation.participant)
    with clock.at(act.at + WORKER_TAKES):
        sweep_for(participant=invitation.participant)


def _accept(act: Act, roster: Roster) -> None:
    someone, person = roster.people[act.number], roster.participant(act.number)
    invitations.accept(
        invitation=person.invitations.get(spent_at=None, revoked_at=None),
        email=someone.email,
        time_zone=roster.sites[someone.site].time_zone,
    )
    roster.forget(act.number)


def _sign(act: Act, roster: Roster) -> None:
    """Read, answer, understand and sign, in the order of the pages."""
    person = roster.participant(act.number)
    joining.answer_screening(person, by=_own(person))
    joining.understand(person, by=_own(person))
    consent.sign(
        participant=person,
        typed_name=roster.people[act.number].name,
        agreed=consent.statement_count(person),
        seen=documents_version(person),
        fresh=True,
        by=_own(person),
    )
    roster.forget(act.number)


def _choose(act: Act, roster: Roster) -> None:
    person = roster.participant(act.number)
    consent.choose_start(participant=person, day=act.detail["day"], by=_own(person))
    roster.forget(act.number)


def _hour(act: Act, roster: Roster) -> None:
    person = roster.participant(act.number)
    details.change_details(
        participant=person,
        time_zone=person.time_zone,
        message_hour=act.detail["hour"],
        by=_own(person),
    )
    roster.forget(act.number)


def _answer(act: Act, roster: Roster) -> None:
    person = roster.participant(act.number)
    answer_visit(
        participant=person,
        visit_key=act.detail["visit"],
        answers=act.detail["answers"],
        by=_own(person),
    )


def _verdict(act: Act, roster: Roster) -> None:
    """Every criterion as expected, but for the one that is not met."""
    person, unmet = roster.participant(act.number), act.detail["unmet"]
    criteria = read(person.version.content).criteria
    joining.call(
        person, at_risk=unmet in {c.key for c in criteria if c.rule == RISK_CALL}, by=roster.manager
    )
    answers = {c.key: c.expect if c.key != unmet else not c.expect for c in criteria}
    consent.confirm_eligibility(participant=person, answers=answers, by=roster.manager)


def _allocate(act: Act, roster: Roster) -> None:
    person = roster.participant(act.number)
    allocate(participant=person, by=roster.manager)
    with clock.at(act.at + WORKER_TAKES):
        planning.make_plan(participant=person)
    roster.note_dues(act.number)


def _item(act: Act, roster: Roster) -> PlanItem:
    week, kind, number = (act.detail[key] for key in ("week", "piece", "piece_number"))
    return roster.item(act.number, week, kind, number)


def _play(act: Act, roster: Roster) -> None:
    """A main session is folded at once, since reminders ask for it; the rest at the end."""
    item = _item(act, roster)
    keep = listening.receive if item.kind == PieceKind.CORE else listening.append_events
    keep(plan_item=item, events=act.detail["events"])


def _read(act: Act, roster: Roster) -> None:
    listening.append_one(plan_item=_item(act, roster), type="read", delivery=Delivery.READ)


def _stop(act: Act, roster: Roster) -> None:
    person = roster.participant(act.number)
    withdrawal.withdraw(participant=person, level=act.detail["level"], reason="", by=_own(person))


def _report(act: Act, roster: Roster) -> None:
    """The questions that follow a "yes" of the weekly questionnaire."""
    person = roster.participant(act.number)
    report = person.reports.latest("pk")
    for item, value in act.detail["answers"]:
        answer_report(report=report, item=item, value=value, by=_own(person))


def _handle(act: Act, _roster: Roster) -> None:
    duty.handle(act.detail["alert"], act.detail["step"])


def _follow_up(act: Act, roster: Roster) -> None:
    duty.follow_up(roster.participant(act.number).pk, act.detail["after"])


def _write(act: Act, roster: Roster) -> None:
    """A line in one of the logs that staff keep. The day is that of the site."""
    person, values = roster.participant(act.number), dict(act.detail["values"])
    day = clock.local_date(person.site.time_zone)
    if "found_after" in values:
        day, values["found_on"] = day - timedelta(days=values.pop("found_after")), day
    model = LOGS[act.detail["log"]]
    if model is Contact:
        values |= {"arm_known": False, "arm_known_how": ""}
    logs.add(
        model,
        participant=person,
        day=day,
        text=act.detail["words"],
        once=uuid5(NAMESPACE_OID, f"{act.at.isoformat()}/{act.number}"),
        by=roster.manager,
        values=values,
    )


LOGS: dict[str, type[PersonRow]] = {
    "attendance": Attendance,
    "background": Background,
    "contacts": Contact,
    "deviations": Deviation,
    "endings": Ending,
    "notes": Note,
    "payments": Payment,
    "treatments": TreatmentChange,
}


def _remind(act: Act, roster: Roster) -> None:
    """What falls due now, or what was put off until now."""
    sweep_for(participant=roster.participant(act.number), dues=act.detail.get("dues", ()))


DOERS: dict[str, Callable[[Act, Roster], None]] = {
    "invite": _invite,
    "accept": _accept,
    "sign": _sign,
    "choose": _choose,
    "hour": _hour,
    "answer": _answer,
    "verdict": _verdict,
    "allocate": _allocate,
    "play": _play,
    "read": _read,
    "stop": _stop,
    "write": _write,
    "report": _report,
    "alert": _handle,
    "event": _follow_up,
    REMIND: _remind,
}
