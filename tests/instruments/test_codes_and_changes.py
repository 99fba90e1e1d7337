"""LOINC codes and the smallest changes that matter: each as published, and none made up."""

import pytest

from retraining.instruments import registry

# uwcirg/fhir-questionnaires, PHQ-9.json and GAD-7.json; lhncbc/lforms, phq9.json.
# The first eight questions of PHQ-9 are those of PHQ-8, whose form and total have no code here.
PANELS = {"phq-9": "44249-1", "gad-7": "69737-5", "phq-8": ""}
TOTALS = {"phq-8": {}, "phq-9": {"total": "44261-6"}, "gad-7": {"total": "70274-6"}}
ITEMS = {
    "phq-9": "44250-9 44255-8 44259-0 44254-1 44251-7 44258-2 44252-5 44253-3 44260-8",
    "phq-8": "44250-9 44255-8 44259-0 44254-1 44251-7 44258-2 44252-5 44253-3",
    "gad-7": "69725-0 68509-9 69733-4 69734-2 69735-9 69689-8 69736-7",
}
ANSWERS = {0: "LA6568-5", 1: "LA6569-3", 2: "LA6570-1", 3: "LA6571-9"}


@pytest.mark.parametrize("code", sorted(PANELS))
def test_loinc_codes(code):
    instrument = registry.get(code)
    assert instrument.loinc == PANELS[code]
    assert {s.name: s.loinc for s in instrument.scales if s.loinc} == TOTALS[code]
    assert " ".join(item.loinc for item in instrument.items) == ITEMS[code]
    for item in instrument.items:
        assert dict(zip(item.allowed, item.loinc_options, strict=True)) == ANSWERS


def test_no_other_questionnaire_has_codes():
    coded = {
        code
        for code in registry.codes()
        if registry.get(code).loinc
        or any(item.loinc or item.loinc_options for item in registry.get(code).items)
        or any(scale.loinc for scale in registry.get(code).scales)
    }
    assert coded == set(PANELS)


# Questionnaire, scale, points, per cent of the score before, from memory.
CHANGES = [
    ("fiqr", "total", None, 14.1, False),  # that of the FIQ, by proxy
    ("fiq", "total", None, 14.1, False),  # Bennett 2009
    ("hads", "anxiety", 1.57, None, False),  # Puhan 2008: the upper of 1.41 and 1.57
    ("hads", "anxiety", 1.7, None, False),  # Lemay
    ("hads", "depression", 1.4, None, False),  # Puhan 2008: by the effect size
    ("hads", "depression", 1.7, None, False),  # Lemay
    ("hads", "total", 1.68, None, False),  # Puhan 2008: the upper end of 1.60 to 1.68
    ("pcs", "total", 8, None, False),  # Monticone 2022
    ("cgi-s", "severity", 1, None, True),
    ("phq-9", "total", 5, None, True),
    ("phq-9", "total", 3.7, 23, False),  # Bauer-Staeb 2021
    ("phq-9", "total", 1.7, 20, False),  # Kounali 2022
    ("gad-7", "total", 4, None, True),
    ("gad-7", "total", 3.3, 28, False),  # Bauer-Staeb 2021
    ("gad-7", "total", 1.5, 20, False),  # Kounali 2022
    ("isi", "total", 6, None, False),  # Yang 2009
    ("isi", "total", 8.4, None, False),  # Morin 2011
    ("bpi-sf", "interference", 1, None, False),  # IMMPACT
    ("bpi-sf", "severity", None, 30, False),  # IMMPACT: moderate
]


def test_the_smallest_changes_that_matter_are_those_that_are_published():
    found = [
        (code, change.scale, change.points, change.percent, change.unverified)
        for code in registry.codes()
        for change in registry.get(code).changes
    ]
    assert sorted(found, key=str) == sorted(CHANGES, key=str)


@pytest.mark.parametrize(
    ("code", "scale", "figures", "source"),
    [
        ("fiqr", "total", "14.1 proxy", "Bennett 2009 2228"),
        ("fiq", "total", "14.1", "Bennett 2009 2228"),
        ("hads", "anxiety", "1.41 1.57 1.32", "Puhan 2008"),
        ("hads", "anxiety", "1.7", "Lemay"),
        ("hads", "depression", "1.40", "Puhan 2008"),
        ("hads", "depression", "1.7", "Lemay"),
        ("hads", "total", "1.60 1.68", "Puhan 2008"),
        ("pcs", "total", "8 6 10 back", "Monticone 2022"),
        ("bpi-sf", "severity", "10 30 50", "IMMPACT"),
        ("phq-9", "total", "3.7 23", "Bauer-Staeb 2021"),
        ("phq-9", "total", "1.7 20", "Kounali 2022"),
        ("gad-7", "total", "3.3 28", "Bauer-Staeb 2021"),
        ("gad-7", "total", "1.5 20", "Kounali 2022"),
        ("isi", "total", "6", "Yang 2009"),
        ("isi", "total", "8.4 7.1 9.4 moderate", "Morin 2011"),
    ],
)
def test_a_change_is_told_with_its_figures_and_where_they_come_from(code, scale, figures, source):
    told = [
        change.text
        for change in registry.get(code).changes
        if change.scale == scale and all(word in change.source for word in source.split())
    ]
    assert len(told) == 1
    for figure in figures.split():
        assert figure in told[0]


def test_what_is_from_memory_says_so():
    for code in registry.codes():
        for change in registry.get(code).changes:
            assert change.unverified == (change.source == "from memory")
