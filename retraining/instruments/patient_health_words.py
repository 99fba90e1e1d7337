"""The words of PHQ-9, PHQ-8 and GAD-7 in English, as their notice lets anybody ship them.

Read on 28 November 2026 in uwcirg/fhir-questionnaires, unchanged: items and options of the PHQ-9 in
`CIRG-PHQ-9.json` (commit 6939502, LOINC 44249-1), items of the GAD-7 in
`GAD-7.cthon.2026-07.pacio.json` (commit 3ac913d, LOINC 69737-5). The line above the items is that
of the printed forms; the headings are this project's own.
"""

from collections.abc import Mapping
from types import MappingProxyType

HEADING = "The last 2 weeks"
INTRO = "Over the last 2 weeks, how often have you been bothered by any of the following problems?"
_OPTIONS = {
    "option.0": "Not at all",
    "option.1": "Several days",
    "option.2": "More than half the days",
    "option.3": "Nearly every day",
}
_PHQ = (
    "Little interest or pleasure in doing things",
    "Feeling down, depressed, or hopeless",
    "Trouble falling or staying asleep, or sleeping too much",
    "Feeling tired or having little energy",
    "Poor appetite or overeating",
    "Feeling bad about yourself-or that you are a failure or have let yourself or your family down",
    "Trouble concentrating on things, such as reading the newspaper or watching television",
    "Moving or speaking so slowly that other people could have noticed. Or the opposite-being so "
    "fidgety or restless that you have been moving around a lot more than usual",
    "Thoughts that you would be better off dead, or of hurting yourself in some way",
)
_GAD = (
    "Feeling nervous, anxious, or on edge",
    "Not being able to stop or control worrying",
    "Worrying too much about different things",
    "Trouble relaxing",
    "Being so restless that it is hard to sit still",
    "Becoming easily annoyed or irritable",
    "Feeling afraid as if something awful might happen",
)


def _words(questions: tuple[str, ...], intro: str) -> Mapping[str, str]:
    numbered = {f"q{n}": text for n, text in enumerate(questions, start=1)}
    return MappingProxyType({"title": HEADING, "intro": intro, **numbered, **_OPTIONS})


PHQ_9_WORDS = _words(_PHQ, INTRO)
PHQ_8_WORDS = _words(_PHQ[:8], INTRO)
GAD_7_WORDS = _words(
    _GAD, "Over the last 2 weeks, how often have you been bothered by the following problems?"
)
