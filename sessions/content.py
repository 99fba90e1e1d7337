"""What a plan item sounds like for its person: resolved when it is played, never stored."""

from retraining.common import clock
from retraining.randomisation import delivery
from retraining.trials.models import ProtocolVersion
from sessions import protocol_section
from sessions.models import PlanItem, Rendition, Script
from sessions.renditions import moving_after, of_voice, speaks_recorded

DEFAULT_BACKGROUND = "none"


def version_of(plan_item: PlanItem) -> ProtocolVersion:
    """Whose texts a plan item has: the person's own version, or a later one that reaches it.

    An amendment reaches a week from `first_week` on, and only if it opens on `from_day` or later:
    what somebody has opened never changes.
    """
    person = plan_item.participant
    reaching = moving_after(person.version).filter(first_week__lte=plan_item.week)
    for amendment in reaching:
        opens_at = PlanItem.objects.values_list("opens_at", flat=True).get(pk=plan_item.pk)
        if clock.local_date(person.time_zone, opens_at) >= amendment.from_day:
            return amendment.version
    return person.version


def script_of(plan_item: PlanItem) -> Script | None:
    """The script behind a plan item, or None before allocation."""
    programme = delivery.programme_of(plan_item.participant)
    version = version_of(plan_item)
    place = (plan_item.week, plan_item.kind, plan_item.number)
    names = {
        (p.week, p.kind, p.number): p.script for p in protocol_section.read(version.content).pieces
    }
    found = Script.objects.filter(
        version=version, programme=programme, name=names.get(place, "")
    ).first()
    if found is not None:
        found.version = version  # in hand already: what it sounds like depends on it
    return found


def rendition_of(script: Script, background: str = DEFAULT_BACKGROUND) -> Rendition | None:
    """The newest audio file of a script with this background, or None where none is rendered."""
    rows = Rendition.objects.filter(text_hash=script.text_hash, background=background)
    recorded = speaks_recorded(script.version)
    return of_voice(rows, recorded=recorded).order_by("-pk").first()


def last_chapter_of(plan_item: PlanItem) -> float | None:
    """Where the last chapter begins, in seconds; None where nothing is rendered."""
    script = script_of(plan_item)
    rendition = rendition_of(script) if script else None
    return rendition.chapters[-1]["start"] if rendition and rendition.chapters else None
