"""CGI-S: one number for how ill somebody is, given by a rater who does not know the arm."""

from types import MappingProxyType

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

# Guy 1976 as in `cgi.xml` of ucam-department-of-psychiatry/camcops (commit bf41776), read on
# 28 November 2026, unchanged. The heading is this project's own.
TEXTS = MappingProxyType(
    {
        "title": "Severity",
        "intro": "",
        "q1": "Considering your total clinical experience with this particular population, how "
        "mentally ill is the patient at this time?",
        "option.1": "Normal, not at all ill",
        "option.2": "Borderline mentally ill",
        "option.3": "Mildly ill",
        "option.4": "Moderately ill",
        "option.5": "Markedly ill",
        "option.6": "Severely ill",
        "option.7": "Among the most extremely ill patients",
    }
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
    text_shipped=True,
    words="Anybody may ship them (work of the US government)",
    texts=TEXTS,
    source="Guy 1976, ECDEU Assessment Manual for Psychopharmacology",
    filled_by=FilledBy.RATER,
    changes=(Change("severity", "1", "from memory", points=1, unverified=True),),
    notes=(
        "The words are those of 1976 and speak of mental illness; raters are told how to read "
        "them in this trial.",
    ),
)
