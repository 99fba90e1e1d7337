"""The body areas and the symptoms of the 2016 criteria, in our own plain words. Pure.

Areas and regions: `Wolfe 2016`, table 1. They are anatomical facts; the words of the published
form are not used. The order is that of the questionnaire `wpi-sss` of `retraining.instruments`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retraining.instruments import registry
from retraining.instruments.scoring import score

Words = str | Promise


@dataclass(frozen=True)
class Region:
    """A part of the body, and its areas {stable name: words}."""

    key: str
    label: Words
    areas: Mapping[str, Words]


REGIONS = (
    Region(
        "left-upper",
        _("Left, upper body"),
        {
            "jaw-left": _("Jaw, left side"),
            "shoulder-left": _("Left shoulder"),
            "upper-arm-left": _("Left upper arm"),
            "lower-arm-left": _("Left lower arm"),
        },
    ),
    Region(
        "right-upper",
        _("Right, upper body"),
        {
            "jaw-right": _("Jaw, right side"),
            "shoulder-right": _("Right shoulder"),
            "upper-arm-right": _("Right upper arm"),
            "lower-arm-right": _("Right lower arm"),
        },
    ),
    Region(
        "left-lower",
        _("Left, lower body"),
        {
            "hip-left": _("Left hip or buttock"),
            "upper-leg-left": _("Left upper leg"),
            "lower-leg-left": _("Left lower leg"),
        },
    ),
    Region(
        "right-lower",
        _("Right, lower body"),
        {
            "hip-right": _("Right hip or buttock"),
            "upper-leg-right": _("Right upper leg"),
            "lower-leg-right": _("Right lower leg"),
        },
    ),
    Region(
        "axial",
        _("Neck, back, chest and belly"),
        {
            "neck": _("Neck"),
            "upper-back": _("Upper back"),
            "lower-back": _("Lower back"),
            "chest": _("Chest"),
            "abdomen": _("Belly"),
        },
    ),
)
AREAS = tuple(name for region in REGIONS for name in region.areas)
SEVERITIES: Mapping[str, Words] = {
    "fatigue": _("Tiredness"),
    "unrefreshed": _("Waking up still tired"),
    "cognition": _("Trouble thinking or remembering"),
}
LEVELS: tuple[Words, ...] = (
    _("No problem"),
    _("A slight problem, now and then"),
    _("A clear problem, often there"),
    _("A strong problem, there nearly all the time"),
)
SYMPTOMS: Mapping[str, Words] = {
    "headache": _("Headaches"),
    "cramps": _("Pain or cramps low in the belly"),
    "low-mood": _("Feeling very low for a time"),
}
LASTING = "three-months"


def meets_criteria(
    areas: Sequence[str], severities: Mapping[str, int], symptoms: Sequence[str], *, lasting: bool
) -> bool:
    """Whether the 2016 criteria are met, by the rule of the questionnaire `wpi-sss`.

    Args:
        areas: names of the areas that hurt.
        severities: 0 to 3 for each of SEVERITIES.
        symptoms: names of SYMPTOMS that were there in six months.
        lasting: whether it has been so for three months or longer.
    """
    instrument = registry.get("wpi-sss")
    printed = [
        *[int(name in areas) for name in AREAS],
        *[severities[name] for name in SEVERITIES],
        *[int(name in symptoms) for name in SYMPTOMS],
        int(lasting),
    ]
    answers = dict(zip((item.name for item in instrument.items), printed, strict=True))
    verdict = next(s for s in score(instrument, answers) if s.scale == "criteria")
    return verdict.score == 1
