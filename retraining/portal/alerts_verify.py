"""Plays the alert rules over everything that was kept, and compares with what was raised.

It changes nothing: what differs is for people to look at. Each person's rules are those of their
own protocol version; an alert that was raised under another one is held against that one.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from retraining.assessments.due_again import due_of_answers, due_of_scores, due_of_unsent
from retraining.common import clock
from retraining.safety import due
from retraining.safety.due import Due
from retraining.safety.models import Alert, ReportAnswer
from retraining.safety.protocol_section import read
from retraining.safety.questions import REMARKS
from retraining.safety.rules import AlertRule, Source
from retraining.trials.models import Participant, ProtocolVersion, Trial
from sessions.models import Remark


@dataclass(frozen=True, order=True)
class Difference:
    """One alert that stands on one side alone."""

    participant: str
    rule: str
    occasion: str


@dataclass
class Verdict:
    """What was compared.

    Args:
        people, alerts: how many were looked at.
        not_due: raised, though nothing that was kept calls for it.
        not_raised: called for by what was kept, and not there.
        calls: alerts that are wishes for a call: they are kept nowhere else, so nothing can be
            held against them.
    """

    people: int = 0
    alerts: int = 0
    calls: int = 0
    not_due: list[Difference] = field(default_factory=list)
    not_raised: list[Difference] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether both sides are the same."""
        return not (self.not_due or self.not_raised)

    def as_json(self) -> dict[str, object]:
        """For a command's output."""
        return {"holds": self.holds, **asdict(self)}


def verify_alerts(trial: Trial) -> Verdict:
    """Compare the alerts of a trial with what its rules call for.

    Args:
        trial: whose people.
    """
    verdict = Verdict()
    for person in Participant.objects.filter(trial=trial).select_related("version").order_by("pk"):
        verdict.people += 1
        _compare(person, verdict)
    return verdict


def _compare(person: Participant, verdict: Verdict) -> None:
    alerts = list(Alert.objects.filter(participant=person).order_by("pk"))
    verdict.alerts += len(alerts)
    wanted = {pk: _due(person, pk) for pk in {person.version_id, *(a.version_id for a in alerts)}}
    raised = {(alert.rule, alert.occasion) for alert in alerts}
    for alert in alerts:
        if alert.occasion.startswith("call:"):
            verdict.calls += 1
        elif (alert.rule, alert.occasion) not in wanted[alert.version_id]:
            verdict.not_due.append(Difference(person.code, alert.rule, alert.occasion))
    for rule, occasion in sorted(wanted[person.version_id] - raised):
        verdict.not_raised.append(Difference(person.code, rule, occasion))


def _due(person: Participant, version: int) -> set[tuple[str, str]]:
    """(rule, occasion) of everything that was kept calls for, by the rules of a version."""
    content = ProtocolVersion.objects.values_list("content", flat=True).get(pk=version)
    rules = read(content).alerts
    sources = {rule.source for rule in rules}
    found: list[Due] = []
    if sources & {Source.ANSWER, Source.RISE}:
        found += due_of_answers(person, rules)
    if sources & {Source.SCORE, Source.CHANGE}:
        found += [*due_of_unsent(person, rules), *due_of_scores(person, rules)]
    found += [*_of_reports(person, rules), *_of_remarks(person, rules)]
    return {(one.rule.key, one.occasion) for one in found}


def _of_reports(person: Participant, rules: tuple[AlertRule, ...]) -> Iterator[Due]:
    rows = ReportAnswer.objects.filter(report__participant=person).exclude(value="")
    for row in rows.select_related("report").order_by("pk"):
        yield from due.of_report(rules, row.report_id, row.item, row.value)
        if (row.item, row.value) == ("call", "yes"):
            day = clock.local_date(person.time_zone, row.at)
            yield from due.of_call(rules, row.report.kind, str(day))


def _of_remarks(person: Participant, rules: tuple[AlertRule, ...]) -> Iterator[Due]:
    for row in Remark.objects.filter(participant=person).order_by("pk"):
        if row.value in REMARKS.get(row.item, ()):
            occasion = f"{row.attempt}:{row.item}" if row.attempt else str(row.event_id)
            yield from due.of_remark(rules, row.item, row.value, occasion)
