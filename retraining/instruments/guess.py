"""What a participant thinks the researchers hope, how sure they are, and why. Three questions.

Asked once, after the programme, to tell how well the blind held (CONSORT 2025, 20). It asks for the
researchers' hope rather than for the person's own arm: nobody knows an arm's name here, and both
programmes are called good. The words are this project's own.
"""

from types import MappingProxyType

from retraining.instruments.base import Instrument, Item, Rule

SOURCE = "This project's own; after Bang et al. 2004 (guess, certainty, reason)"
PROGRAMMES = ("first", "second", "none")
REASONS = ("felt", "sessions", "sheet", "told", "chance", "other")

ITEMS = (
    Item("better", (1, 2, 3), options=tuple(f"better.{name}" for name in PROGRAMMES)),
    Item("sure", tuple(range(11)), low="sure.low", high="sure.high"),
    Item("why", (1, 2, 3, 4, 5, 6), options=tuple(f"why.{name}" for name in REASONS)),
)

TEXTS = MappingProxyType(
    {
        "title": "Your guess",
        "intro": (
            "Three short questions about what you think the researchers hope. There is no right "
            "answer, and nothing depends on it."
        ),
        "better": "Which of the two programmes do you think the researchers hope does better?",
        "better.first": "The one about attention, thoughts and the body's stress response",
        "better.second": "The one about muscle tension and the body's stress response",
        "better.none": "I have no idea",
        "sure": "How sure are you?",
        "sure.low": "Not sure at all",
        "sure.high": "Quite sure",
        "why": "What made you think so, most of all?",
        "why.felt": "How I have been feeling",
        "why.sessions": "What I heard or read in the sessions",
        "why.sheet": "The information about the study",
        "why.told": "Something that somebody said",
        "why.chance": "Nothing, it was only a guess",
        "why.other": "Something else",
    }
)

INSTRUMENT = Instrument(
    code="guess",
    version="1",
    name="Allocation guess",
    heading="Your guess",
    items=ITEMS,
    scales=(),
    rules=(Rule(version="v1", scales=(), source=SOURCE),),
    licence="CC BY 4.0, as the programme texts of this project",
    text_shipped=True,
    source=SOURCE,
    texts=TEXTS,
)
