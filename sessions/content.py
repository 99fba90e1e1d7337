"""What a plan item sounds like for its person: resolved when it is played, never stored."""

from retraining.randomisation import delivery
from sessions import protocol_section
from sessions.models import PlanItem, Rendition, Script

DEFAULT_BACKGROUND = "none"


def script_of(plan_item: PlanItem) -> Script | None:
    """The script behind a plan item, or None before allocation."""
    programme = delivery.programme_of(plan_item.participant)
    version = plan_item.participant.version
    place = (plan_item.week, plan_item.kind, plan_item.number)
    names = {
        (p.week, p.kind, p.number): p.script for p in protocol_section.read(version.content).pieces
    }
    return Script.objects.filter(
        version=version, programme=programme, name=names.get(place, "")
    ).first()


def rendition_of(script: Script, background: str = DEFAULT_BACKGROUND) -> Rendition | None:
    """The newest audio file of a script with this background, or None where none is rendered."""
    return (
        Rendition.objects.filter(text_hash=script.text_hash, background=background)
        .order_by("-pk")
        .first()
    )


def last_chapter_of(plan_item: PlanItem) -> float | None:
    """Where the last chapter begins, in seconds; None where nothing is rendered."""
    script = script_of(plan_item)
    rendition = rendition_of(script) if script else None
    return rendition.chapters[-1]["start"] if rendition and rendition.chapters else None
