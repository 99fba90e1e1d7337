"""The weekly check-in: four numbers from 0 to 10 on the past seven days, and four more questions.

The four are core domains of fibromyalgia (Mease et al. 2009, OMERACT 9, PMC3419373): pain,
fatigue, sleep disturbance and multidimensional function. The words are this project's own. They do
not name the condition: participants' pages and mails never do.

Items 5 to 8 are asked in the weeks of the programme: practice without the app, changes of
treatment, and the two safety questions. None of them is scored. `{date}` stands for the day of the
last answered check-in, so that nothing falls between.
"""

from types import MappingProxyType

from retraining.instruments.base import Direction, Instrument, Item, Rule, Scale, ScaleRule
from retraining.instruments.combine import Combine, How

SOURCE = "This project's own; domains after Mease et al. 2009 (OMERACT 9, PMC3419373)"
ZERO_TO_TEN = tuple(range(11))


def _item(name: str) -> Item:
    return Item(name, ZERO_TO_TEN, low=f"{name}.low", high=f"{name}.high")


def _scale(name: str) -> Scale:
    return Scale(name, 0, 10, Direction.HIGHER_WORSE)


SYMPTOMS = tuple(_item(name) for name in ("pain", "tiredness", "sleep", "interference"))
ITEMS = (
    *SYMPTOMS,
    Item("own_practice", tuple(range(8)), low="own_practice.low", high="own_practice.high"),
    Item("treatment", (0, 1), options=("no", "yes")),
    Item("new_problem", (0, 1), options=("no", "yes")),
    Item("upset", (0, 1, 2, 3), options=("no", "upset.little", "upset.lot", "upset.talk")),
)

TEXTS = MappingProxyType(
    {
        "title": "Weekly check-in",
        "intro": (
            "Short questions about the past 7 days. Choose what fits best. "
            "There are no right or wrong answers."
        ),
        "pain": "In the past 7 days, how strong was your pain on average?",
        "pain.low": "No pain",
        "pain.high": "The worst pain I can imagine",
        "tiredness": "In the past 7 days, how tired did you feel?",
        "tiredness.low": "Not tired",
        "tiredness.high": "As tired as I can imagine",
        "sleep": "In the past 7 days, how unrested did you feel when you woke up?",
        "sleep.low": "Fully rested",
        "sleep.high": "Not rested at all",
        "interference": (
            "In the past 7 days, how much did your symptoms get in the way of your daily life?"
        ),
        "interference.low": "Not at all",
        "interference.high": "They stopped me from doing anything",
        "own_practice": (
            "In the past 7 days, on how many days did you practise without these pages?"
        ),
        "own_practice.low": "On no day",
        "own_practice.high": "On every day",
        "treatment": "In the past 7 days, did you change any medicine or treatment?",
        "no": "No",
        "yes": "Yes",
        "new_problem": (
            "Since {date}, have you had any new health problem, or has one you had become clearly "
            "worse than is usual for you?"
        ),
        "upset": (
            "Since {date}, has anything about taking part (sessions, questions, messages) upset "
            "you or made you feel worse?"
        ),
        "upset.little": "A little",
        "upset.lot": "A lot",
        "upset.talk": "I would rather talk",
    }
)

INSTRUMENT = Instrument(
    code="check-in",
    version="1",
    items=ITEMS,
    scales=(*(_scale(item.name) for item in SYMPTOMS), _scale("symptoms")),
    rules=(
        Rule(
            version="v1",
            scales=(
                *(ScaleRule(item.name, Combine((item,))) for item in SYMPTOMS),
                ScaleRule("symptoms", Combine(SYMPTOMS, How.MEAN)),
            ),
            source=SOURCE,
        ),
    ),
    licence="CC BY 4.0, as the programme texts of this project",
    text_shipped=True,
    source=SOURCE,
    texts=TEXTS,
)
