"""CGI-S: one number for how ill somebody is, given by a rater who does not know the arm."""

from retraining.instruments.base import Bands, Change, FilledBy, Instrument, Rule, Scale, ScaleRule
from retraining.instruments.build import WORSE, items
from retraining.instruments.combine import Combine

NOT_ASSESSED = 0
ITEMS = items(1, 1, range(1, 8), options="option.{value}", missing_codes=(NOT_ASSESSED,))
BANDS = Bands(
    (2, 3, 4, 5, 6, 7),
    (
        "normal, not at all ill",
        "borderline ill",
        "mildly ill",
        "moderately ill",
        "markedly ill",
        "severely ill",
        "among the most extremely ill",
    ),
    cut_belongs_below=False,
    source="Guy 1976, ECDEU Assessment Manual for Psychopharmacology",
)

INSTRUMENT = Instrument(
    code="cgi-s",
    version="1976",
    name="Clinical Global Impression, severity (CGI-S)",
    heading="Severity",
    items=ITEMS,
    scales=(Scale("severity", 1, 7, WORSE),),
    rules=(
        Rule(
            "v1",
            (ScaleRule("severity", Combine(ITEMS), BANDS),),
            source="Guy 1976",
            missing="0 stands for not assessed: no score.",
        ),
    ),
    licence="Work of the US government, free",
    text_shipped=False,
    words="May be shipped; the printed form names mental illness, and the words for this condition "
    "have to be set by the trial",
    source="Guy 1976, ECDEU Assessment Manual for Psychopharmacology",
    filled_by=FilledBy.RATER,
    changes=(Change("severity", "1", "from memory", points=1, unverified=True),),
)
