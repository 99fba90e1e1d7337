"""The logs about a person as pages show them: which there are, and what a line says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.dateformat import format as date_words
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retraining.assessments.selectors import said_yes, visit_states
from retraining.common.ui import Chip
from retraining.portal.forms import records as forms
from retraining.portal.selectors_manage import sites_of
from retraining.portal.selectors_manage_person import staff_name
from retraining.trials.models import (
    Attendance,
    Background,
    Contact,
    Deviation,
    Ending,
    Flag,
    Move,
    Note,
    Participant,
    Payment,
    TreatmentChange,
)
from retraining.trials.models.logs import PersonRow
from retraining.trials.scope import Scope
from retraining.trials.selectors_logs import rows_of, standing_rows

Words = str | Promise


@dataclass(frozen=True)
class Log:
    """One log.

    Args:
        slug: its place in the address.
        title, add: its name, and what the button says.
        empty: what stands where it has no line.
        model, form: its table and its form.
        facts: a line's own fields in words.
        clinic: whether it is kept by clinicians too.
    """

    slug: str
    title: Words
    add: Words
    empty: Words
    model: type[PersonRow]
    form: type[forms.LogForm]
    facts: Callable[[Any], list[Any]]
    clinic: bool = False


def _contact(row: Contact) -> list[Any]:
    facts = [
        row.get_about_display(),
        row.get_channel_display(),
        row.get_partner_display(),
        row.get_outcome_display(),
        _("%(n)d min") % {"n": row.minutes},
    ]
    if row.arm_known:
        how = {"how": str(row.get_arm_known_how_display()).lower()}
        facts.append(_("The programme became known: %(how)s") % how)
    return facts


def _background(row: Background) -> list[Any]:
    age = [_("%(n)d years old") % {"n": row.age}] if row.age is not None else []
    ill = [_("pain for %(n)d years") % {"n": row.years_ill}] if row.years_ill is not None else []
    codes = [row.get_sex_display(), row.get_education_display(), row.get_work_display()]
    return [*age, *codes, *ill]


def _treatment(row: TreatmentChange) -> list[Any]:
    pain = [_("For pain")] if row.pain else []
    return [row.get_kind_display(), row.get_change_display(), *pain]


def _deviation(row: Deviation) -> list[Any]:
    found = _("Found %(day)s") % {"day": date_words(row.found_on, "j F Y")}
    return [row.get_severity_display(), row.get_code_display(), found, row.get_action_display()]


def _attendance(row: Attendance) -> list[Any]:
    minutes = _("%(n)d min") % {"n": row.minutes}
    return [row.get_kind_display(), row.get_presence_display(), minutes]


def _payment(row: Payment) -> list[Any]:
    return [row.get_state_display(), f"{row.amount} {row.currency}", row.visit]


def _ending(row: Ending) -> list[Any]:
    return [row.get_kind_display(), row.get_reason_display()]


def _move(row: Move) -> list[Any]:
    site = [f"{row.from_site.name} → {row.to_site.name}"] if row.from_site != row.to_site else []
    zone = [f"{row.from_zone} → {row.to_zone}"] if row.from_zone != row.to_zone else []
    return [*site, *zone]


def _flag(row: Flag) -> list[Any]:
    return [row.get_kind_display()]


_t = gettext_lazy
LOGS: tuple[Log, ...] = (
    Log(
        "contacts", _t("Contacts"), _t("Add a contact"),
        _t("Each talk or try stands here with its minutes: staff time counts in the results."),
        Contact, forms.ContactForm, _contact, clinic=True,
    ),
    Log(
        "background", _t("About the person"), _t("Write it down"),
        _t("Age, schooling, work and how long the pain has been there: asked once, by voice, when "
           "it is confirmed that the person can take part."),
        Background, forms.BackgroundForm, _background,
    ),
    Log(
        "treatments", _t("Other treatment"), _t("Add a treatment"),
        _t("What the person takes or does beside the study, and what begins, ends or changes."),
        TreatmentChange, forms.TreatmentForm, _treatment, clinic=True,
    ),
    Log(
        "notes", _t("Notes"), _t("Add a note"), _t("Words that belong to no other page."),
        Note, forms.NoteForm, lambda _row: [], clinic=True,
    ),
    Log(
        "attendance", _t("Live attendance"), _t("Add attendance"),
        _t("Calls, meetings and visits that were planned stand here, held or not."),
        Attendance, forms.AttendanceForm, _attendance, clinic=True,
    ),
    Log(
        "deviations", _t("Deviations"), _t("Add a deviation"),
        _t("Departures from the protocol stand here, minor ones too."),
        Deviation, forms.DeviationForm, _deviation, clinic=True,
    ),
    Log(
        "payments", _t("Payments"), _t("Add a payment"),
        _t("Money belongs to questionnaires that were sent, never to listening."),
        Payment, forms.PaymentForm, _payment,
    ),
    Log(
        "moves", _t("Moves"), _t("Record a move"),
        _t("A new site or time zone. The stratum of the randomisation stays what it was."),
        Move, forms.MoveForm, _move,
    ),
    Log(
        "endings", _t("Lost or died"), _t("Record an ending"),
        _t("Lost to follow-up needs two calls and a letter without an answer in the contacts. "
           "A death stops every message at once."),
        Ending, forms.EndingForm, _ending,
    ),
    Log(
        "flags", _t("Flags"), _t("Add a flag"),
        _t("A randomisation in the wrong stratum or in error is kept and flagged, never undone."),
        Flag, forms.FlagForm, _flag,
    ),
)  # fmt: skip


def log_of(slug: str, prefix: str) -> Log | None:
    """A log by its place in the address, if that part of the site keeps it."""
    return next((log for log in _kept(prefix) if log.slug == slug), None)


def _kept(prefix: str) -> list[Log]:
    return [log for log in LOGS if prefix == "manage" or log.clinic]


def tabs(person: Participant, prefix: str, here: str = "") -> list[Chip]:
    """The way between a person's pages, with how many lines each log holds."""
    home = "manage_person" if prefix == "manage" else "clinic_person"
    first = Chip(label=_("Overview"), url=reverse(home, args=[person.code]), current=not here)
    return [first] + [
        Chip(
            label=_("%s, to ask") % log.title if told(log, person) else str(log.title),
            url=reverse(f"{prefix}_log", args=[person.code, log.slug]),
            current=log.slug == here,
            count=standing_rows(log.model, person).count() or None,
        )
        for log in _kept(prefix)
    ]


@dataclass(frozen=True)
class Line:
    """A line of a log as the table prints it.

    Args:
        pk: of the row.
        day: when it happened.
        facts: its codes in words.
        by, at: who wrote it, when.
        sealed: whether there are words to open.
        text: the words, where they were asked for.
        state: "" for a line that counts, else what became of it.
    """

    pk: int
    day: date
    facts: list[Any]
    by: str
    at: datetime
    sealed: bool
    text: str
    state: str

    @property
    def stands(self) -> bool:
        """Whether the line counts."""
        return not self.state


def lines(log: Log, person: Participant, shown: tuple[int, str] | None = None) -> list[Line]:
    """Every line of a log, the newest day first; of one of them the words, where asked for."""
    opened, text = shown or (0, "")
    return [
        Line(
            pk=row.pk,
            day=row.day,
            facts=log.facts(row),
            by=staff_name(row.by),
            at=row.at,
            sealed=row.text_sealed is not None,
            text=text if row.pk == opened else "",
            state=_state(row),
        )
        for row in rows_of(log.model, person)
    ]


def told(log: Log, person: Participant) -> list[date]:
    """Days on which the person said in the weekly questions what belongs into this log.

    A line that was written later is taken to hold it.
    """
    if log.model is not TreatmentChange:
        return []
    last = standing_rows(log.model, person).order_by("-at").values_list("at", flat=True).first()
    zone = ZoneInfo(person.time_zone)
    said = said_yes(person, "check-in", "treatment")
    return [at.astimezone(zone).date() for at in said if last is None or at > last]


def _state(row: Any) -> str:
    later = getattr(row, "corrected_by", None)
    if row.is_void:
        return _("Taken out: %(why)s") % {"why": row.get_why_display()}
    return _("Corrected: %(why)s") % {"why": later.get_why_display()} if later else ""


def row_of(log: Log, person: Participant, pk: int) -> Any:
    """A line of a log of this person; None for any other id."""
    return rows_of(log.model, person).filter(pk=pk).first()


def form_of(
    log: Log, person: Participant, scope: Scope, data: Any, corrects: Any = None
) -> forms.LogForm:
    """The form of a log, with what it offers of this person."""
    options: dict[str, Any] = {}
    if issubclass(log.form, forms.PaymentForm):
        options["visits"] = [
            (state.visit.key, state.visit.title) for state in visit_states(person) if state.done
        ]
    if issubclass(log.form, forms.MoveForm):
        sites: QuerySet[Any] = sites_of(scope)
        options["sites"] = sites
    return log.form(data, person=person, corrects=corrects, **options)
