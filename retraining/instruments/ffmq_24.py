"""FFMQ-24: a short form of 24 items on five sides of attention."""

from retraining.instruments.build import turned
from retraining.instruments.ffmq import PARENT, short_form

INSTRUMENT = short_form(
    "ffmq-24",
    24,
    (
        (6, 10, 15, 20),
        (1, 2, 5, 11, 16),
        (8, 12, 17, 22, 23),
        (4, 7, 14, 19, 24),
        (3, 9, 13, 18, 21),
    ),
    turned(4, 5, 7, 8, 11, 12, 14, 17, 19, 22, 23, 24),
    version="SF-24",
    name="Five Facet Mindfulness Questionnaire, short form of 24 items (FFMQ-SF)",
    key="Bohlmeijer et al. 2011; own numbering 1 to 24",
    source=f"Bohlmeijer et al. 2011; parent: {PARENT}",
    note="The Spanish validation leaves out item 18 (PMC6445454).",
)
