"""What the short forms FFMQ-15 and FFMQ-24 share: five facets, and how they are put together."""

from retraining.instruments.base import Instrument, Rule
from retraining.instruments.build import BETTER, items, scale_of, summed

PARENT = "Baer et al. 2006 (39 items)"
MISSING = "All items of a facet are needed: no published rule was found."
FACETS = ("observe", "describe", "act-aware", "non-judge", "non-react")


def short_form(
    code: str, count: int, facets: tuple[tuple[int, ...], ...], back: frozenset[str], **words: str
) -> Instrument:
    """One short form: the printed numbers of each facet, and the items that are turned round."""
    given = items(1, count, range(1, 6), options="option.{value}")
    parts = [
        summed(name, given, *numbers, reverse=back)
        for name, numbers in zip(FACETS, facets, strict=True)
    ]
    parts.append(summed("total", given, reverse=back))
    return Instrument(
        code=code,
        version=words["version"],
        name=words["name"],
        heading="How you notice things",
        items=given,
        scales=tuple(scale_of(part, BETTER) for part in parts),
        rules=(
            Rule(
                "v1",
                tuple(parts),
                source=words["key"],
                unverified=True,
                doubt="The numbering of the items in this short form.",
                missing=MISSING,
            ),
        ),
        licence="Free for research, from memory: to be checked",
        text_shipped=False,
        words="Unknown: treated as gated",
        source=words["source"],
        notes=("The total often leaves observe out in people new to meditation.", words["note"]),
    )
