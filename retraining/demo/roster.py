"""Who is who while acts are performed, so that no act asks the database for what is known."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from retraining.accounts.models import User
from retraining.demo import duty
from retraining.demo.acts import Act
from retraining.demo.cohort import Someone
from retraining.reminders.finding import all_dues
from retraining.reminders.models import MessageState
from retraining.reminders.rules import Due
from retraining.trials.models import Participant, Site, Trial
from retraining.trials.services.identity import email_of
from sessions.models import PlanItem

REMIND = "remind"
WORKER_TAKES = timedelta(seconds=40)  # from a due moment until a worker has taken it up


class Roster:
    """The simulated people as they stand in the database.

    Args:
        trial: the trial; people of an earlier, interrupted seeding are found in it.
        people: the cohort.
        sites: by slug.
        manager: who invites, decides and randomises.
    """

    def __init__(
        self, trial: Trial, people: tuple[Someone, ...], sites: Mapping[str, Site], manager: User
    ) -> None:
        self.people = {someone.number: someone for someone in people}
        self.sites = sites
        self.manager = manager
        self._keys: dict[int, int] = {}
        self._participants: dict[int, Participant] = {}
        self._items: dict[int, dict[tuple[int, str, int], PlanItem]] = {}
        self._dues: dict[int, list[Act]] = {}
        self._find(trial)

    def _find(self, trial: Trial) -> None:
        numbers = {someone.email: number for number, someone in self.people.items()}
        for row in Participant.objects.filter(trial=trial).select_related("identity"):
            if number := numbers.get(email_of(row)):
                self.enter(number, row)
                self.note_dues(number)

    def enter(self, number: int, participant: Participant) -> None:
        """Remember which participant has this number."""
        self._keys[number] = participant.pk

    def participant(self, number: int) -> Participant:
        """The participant of a number, with what services read again and again."""
        if number not in self._participants:
            rows = Participant.objects.select_related("trial", "site", "version", "user")
            self._participants[number] = rows.get(pk=self._keys[number])
        return self._participants[number]

    def forget(self, number: int) -> None:
        """Read the participant anew at the next act: a service has changed the row."""
        self._participants.pop(number, None)

    def item(self, number: int, week: int, kind: str, piece_number: int) -> PlanItem:
        """A plan item of a person."""
        person = self.participant(number)
        if number not in self._items:
            rows = PlanItem.objects.filter(participant=person)
            self._items[number] = {(row.week, row.kind, row.number): row for row in rows}
        item = self._items[number][week, kind, piece_number]
        item.participant = person
        return item

    def note_dues(self, number: int) -> None:
        """Note which of this person's reminders fall due when; none before there is a plan."""
        found: dict[datetime, list[Due]] = defaultdict(list)
        for due in all_dues(self.participant(number)):
            found[due.at].append(due)
        self._dues[number] = [
            Act(at + WORKER_TAKES, number, REMIND, {"dues": dues})
            for at, dues in sorted(found.items())
        ]

    def reminders(self, day: date) -> set[Act]:
        """Acts of a day (UTC): a sweep for each person to whom a reminder falls due.

        Either for the first time, or because it was put off until a moment of this day.
        """
        first = {act for acts in self._dues.values() for act in acts if act.at.date() == day}
        numbers = {key: number for number, key in self._keys.items()}
        rows = MessageState.objects.filter(until__date=day, message__participant__in=numbers)
        put_off = rows.values_list("message__participant", "until").distinct()
        again = {Act(at + WORKER_TAKES, numbers[key], REMIND) for key, at in put_off if key and at}
        return first | again

    def alerts(self, day: date) -> list[Act]:
        """What staff do on a day (UTC) about alerts of the days before."""
        numbers = {key: number for number, key in self._keys.items()}
        names = {number: someone.name for number, someone in self.people.items()}
        return duty.acts_of(day, numbers, names)
