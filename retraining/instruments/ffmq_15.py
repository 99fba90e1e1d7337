"""FFMQ-15: a short form of 15 items on five sides of attention."""

from retraining.instruments.build import turned
from retraining.instruments.ffmq import PARENT, short_form

INSTRUMENT = short_form(
    "ffmq-15",
    15,
    ((1, 6, 11), (2, 7, 12), (3, 8, 13), (4, 9, 14), (5, 10, 15)),
    turned(3, 4, 7, 8, 9, 13, 14),
    version="15",
    name="Five Facet Mindfulness Questionnaire, 15 items (FFMQ-15)",
    key="Items of the 39-item parent: pubcompare r4kkrYsBwGXEOgesXpEp; own numbering 1 to 15",
    source=f"Gu et al. 2016; parent: {PARENT}",
    note="Seven items are turned round, as in the parent's key.",
)
