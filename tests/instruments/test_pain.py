"""PCS, PIPS, BPI-SF, WPI and SSS: expected values by hand from the published rules."""

import pytest

from tests.instruments.scored import band, only, scored, without

NO_SCORE = (None, "invalid")


def test_pcs_scales():
    # Rumination 8-11, magnification 6, 7, 13, helplessness 1-5, 12; value = number mod 5.
    values = [1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2, 3]
    assert scored("pcs", values) == {
        "rumination": (3 + 4 + 0 + 1, "complete", None),
        "magnification": (1 + 2 + 3, "complete", None),
        "helplessness": (1 + 2 + 3 + 4 + 0 + 2, "complete", None),
        "total": (26.0, "complete", "below the 75th percentile"),
    }


def test_pcs_cut_and_ends():
    assert only("pcs", [4] * 13) == (52.0, "complete")
    thirty = [4] * 7 + [2] + [0] * 5
    assert scored("pcs", thirty)["total"] == (30.0, "complete", "at or above the 75th percentile")
    assert band("pcs", [4] * 7 + [1] + [0] * 5) == "below the 75th percentile"


def test_pcs_needs_all_items_of_a_scale():
    got = scored("pcs", without([1] * 13, 13))
    assert got["magnification"][:2] == got["total"][:2] == NO_SCORE
    assert got["rumination"][:2] == (4.0, "complete")


def test_pips_scales():
    # Fusion 3, 6, 9, 12 at 7; the rest at 2: 28, 16, 44.
    values = [7 if n in (3, 6, 9, 12) else 2 for n in range(1, 13)]
    got = scored("pips", values)
    assert (got["avoidance"][0], got["fusion"][0], got["total"][0]) == (16.0, 28.0, 44.0)
    assert only("pips", [7] * 12) == (84.0, "complete")
    assert only("pips", without(values, 3), "avoidance") == (16.0, "complete")
    assert only("pips", without(values, 3), "fusion") == NO_SCORE


BPI = [2, 4, 6, 8, 1, 2, 3, 4, 5, 6, 7]


def test_bpi_sf_means():
    assert scored("bpi-sf", BPI) == {
        "severity": (5.0, "complete", "moderate"),
        "interference": (4.0, "complete", None),
    }


def test_bpi_sf_interference_needs_four_of_seven():
    # Items 8-11 left: 4, 5, 6, 7 of mean 5.5. With three there is none.
    assert only("bpi-sf", without(BPI, 5, 6, 7), "interference") == (5.5, "prorated")
    assert only("bpi-sf", without(BPI, 5, 6, 7, 8), "interference") == NO_SCORE


@pytest.mark.parametrize("number", range(1, 5))
def test_bpi_sf_severity_needs_all_four(number):
    assert only("bpi-sf", without(BPI, number), "severity") == NO_SCORE


@pytest.mark.parametrize(
    ("four", "label"),
    [
        ([4, 4, 4, 4], "mild"),
        ([4, 5, 5, 5], "mild"),  # 4.75
        ([5, 5, 5, 5], "moderate"),
        ([6, 7, 7, 7], "moderate"),  # 6.75
        ([7, 7, 7, 7], "severe"),
    ],
)
def test_bpi_sf_bands(four, label):
    assert band("bpi-sf", four + [0] * 7, "severity") == label


JAWS, CHEST, ABDOMEN = (1, 5), 18, 19


def person(areas, severities=(3, 3, 3), symptoms=(0, 0, 0), months=1):
    """Answers of somebody with pain in these areas (printed numbers)."""
    return [int(n in areas) for n in range(1, 20)] + [*severities, *symptoms, months]


# One area in each region: left shoulder, right shoulder, left hip, right hip, neck.
EACH_REGION = (2, 6, 9, 12, 15)


def criteria(*args, **kwargs):
    return only("wpi-sss", person(*args, **kwargs), "criteria")[0]


def test_wpi_sss_scales():
    got = scored("wpi-sss", person(EACH_REGION, (1, 2, 3), (1, 0, 1)))
    assert got["wpi"] == (5.0, "complete", None)
    assert got["sss"] == (8.0, "complete", None)
    assert got["fs"] == (13.0, "complete", "6-15")


def test_wpi_sss_ends():
    got = scored("wpi-sss", person(range(1, 20), symptoms=(1, 1, 1)))
    assert [got[name][0] for name in ("wpi", "sss", "fs")] == [19.0, 12.0, 31.0]
    assert got["criteria"] == (1.0, "complete", "met")
    got = scored("wpi-sss", [0] * 26)
    assert [got[name][0] for name in ("wpi", "sss", "fs")] == [0.0, 0.0, 0.0]
    assert got["criteria"] == (0.0, "complete", "not met")


@pytest.mark.parametrize(
    ("areas", "severities", "symptoms", "met"),
    [
        ((*EACH_REGION, 3, 7), (2, 2, 1), (0, 0, 0), 1),  # WPI 7, SSS 5
        ((*EACH_REGION, 3, 7), (2, 2, 0), (0, 0, 0), 0),  # WPI 7, SSS 4
        ((*EACH_REGION, 3), (3, 3, 2), (0, 0, 0), 0),  # WPI 6, SSS 8
        ((*EACH_REGION, 3), (3, 3, 2), (1, 0, 0), 1),  # WPI 6, SSS 9
        (EACH_REGION[:4], (3, 3, 3), (0, 0, 0), 1),  # WPI 4 in four regions, SSS 9
        (EACH_REGION[:3], (3, 3, 3), (1, 1, 1), 0),  # WPI 3
    ],
)
def test_wpi_sss_pairs_of_scores(areas, severities, symptoms, met):
    assert criteria(areas, severities, symptoms) == met


@pytest.mark.parametrize("missing_region", range(5))
def test_wpi_sss_four_of_five_regions_are_enough(missing_region):
    four = [area for n, area in enumerate(EACH_REGION) if n != missing_region]
    assert criteria(four) == 1.0


def test_wpi_sss_jaw_chest_and_abdomen_count_as_areas_but_not_as_regions():
    # Both jaws, chest, abdomen and three regions: WPI 7, SSS 9, yet three regions.
    assert criteria((*JAWS, CHEST, ABDOMEN, 9, 12, 15)) == 0.0
    assert criteria((*JAWS, CHEST, ABDOMEN, 9, 12, 15, 2)) == 1.0
    # Left side only, all of it: WPI 7 in two regions.
    assert criteria((1, 2, 3, 4, 9, 10, 11)) == 0.0


def test_wpi_sss_needs_three_months():
    assert criteria(EACH_REGION, months=0) == 0.0
    assert criteria(EACH_REGION, months=1) == 1.0


@pytest.mark.parametrize(
    ("areas", "sss", "label"),
    [
        (0, 5, "0-5"),
        (0, 6, "6-15"),
        (6, 9, "6-15"),
        (7, 9, "16-20"),
        (11, 9, "16-20"),
        (12, 9, "21-25"),
        (16, 9, "21-25"),
        (17, 9, "over 25"),
    ],
)
def test_wpi_sss_severity_bands(areas, sss, label):
    severities = [min(3, max(0, sss - 3 * n)) for n in range(3)]
    assert band("wpi-sss", person(range(1, areas + 1), severities), "fs") == label


@pytest.mark.parametrize(
    ("number", "lost"),
    [
        (1, {"wpi", "fs", "criteria"}),
        (19, {"wpi", "fs", "criteria"}),
        (20, {"sss", "fs", "criteria"}),
        (25, {"sss", "fs", "criteria"}),
        (26, {"criteria"}),
    ],
)
def test_wpi_sss_a_missing_item_loses_what_needs_it(number, lost):
    got = scored("wpi-sss", without(person(EACH_REGION), number))
    assert {name for name, (value, _, _) in got.items() if value is None} == lost
