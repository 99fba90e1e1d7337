"""How much somebody expects of each of the two programmes, before chance decides. Two questions.

Asked for both programmes, since nobody knows which one they will get: expectation is then a
covariate that no arm can change. The words are this project's own.
"""

from types import MappingProxyType

from retraining.instruments.base import Direction, Instrument, Item, Rule, Scale, ScaleRule
from retraining.instruments.combine import Combine

SOURCE = "This project's own"
NAMES = ("first", "second")
ITEMS = tuple(Item(name, tuple(range(11)), low="end.low", high="end.high") for name in NAMES)

TEXTS = MappingProxyType(
    {
        "title": "What you expect",
        "intro": "Chance decides which programme you get. So we ask about both.",
        "first": (
            "How much easier do you think your daily life would be after the programme about "
            "attention, thoughts and the body's stress response?"
        ),
        "second": (
            "How much easier do you think your daily life would be after the programme about "
            "muscle tension and the body's stress response?"
        ),
        "end.low": "Not easier at all",
        "end.high": "Very much easier",
    }
)

INSTRUMENT = Instrument(
    code="expectation",
    version="1",
    name="Expectation of each programme",
    heading="What you expect",
    items=ITEMS,
    scales=tuple(Scale(name, 0, 10, Direction.NONE) for name in NAMES),
    rules=(
        Rule(
            version="v1",
            scales=tuple(ScaleRule(item.name, Combine((item,))) for item in ITEMS),
            source=SOURCE,
        ),
    ),
    licence="CC BY 4.0, as the programme texts of this project",
    text_shipped=True,
    source=SOURCE,
    texts=TEXTS,
)
