"""PSS-10 and SCS-SF, whole: every total with its band, every item in its scale, every gap."""

import pytest

from tests.instruments.scored import only, scored, without

NO_SCORE = (None, "invalid")
PSS_TURNED = {4, 5, 7, 8}
# In common use: 0-13, 14-26, 27-40.
PSS_BANDS = ["0-13"] * 14 + ["14-26"] * 13 + ["27-40"] * 14


def counted(total, count, low, high, turned):
    """Answers that count a total, once those that are printed the other way are turned round."""
    over = total - low * count
    values = [low + min(high - low, max(0, over - (high - low) * n)) for n in range(count)]
    return [low + high - v if n in turned else v for n, v in enumerate(values, start=1)]


@pytest.mark.parametrize(("total", "label"), list(enumerate(PSS_BANDS)))
def test_every_total_of_pss_10_has_its_band(total, label):
    values = counted(total, 10, 0, 4, PSS_TURNED)
    assert scored("pss-10", values)["total"] == (total, "complete", label)


@pytest.mark.parametrize("number", range(1, 11))
def test_each_item_of_pss_10_counts_its_own_way_and_is_needed(number):
    values = [0] * 10  # the four turned ones count 4 each: 16
    values[number - 1] = 3
    assert only("pss-10", values) == (13 if number in PSS_TURNED else 19, "complete")
    assert only("pss-10", without(values, number)) == NO_SCORE


# Raes et al. 2011. The second of each pair says whether its items are turned round.
SCS_SETS = {
    "self-kindness": ({2, 6}, False),
    "self-judgement": ({11, 12}, True),
    "common-humanity": ({5, 10}, False),
    "isolation": ({4, 8}, True),
    "mindfulness": ({3, 7}, False),
    "over-identification": ({1, 9}, True),
}
SCS_TURNED = {1, 4, 8, 9, 11, 12}


@pytest.mark.parametrize("number", range(1, 13))
@pytest.mark.parametrize(("answer", "plain", "back"), [(1, 1, 5), (2, 1.5, 4.5), (5, 3, 3)])
def test_each_item_of_scs_sf_moves_its_own_scale_alone(number, answer, plain, back):
    values = [1] * 12
    values[number - 1] = answer
    expected = {name: 5 if turned else 1 for name, (_items, turned) in SCS_SETS.items()}
    (own,) = (name for name, (items, _turned) in SCS_SETS.items() if number in items)
    expected[own] = back if SCS_SETS[own][1] else plain
    got = scored("scs-sf", values)
    assert {name: got[name][0] for name in SCS_SETS} == expected
    moved = 36 + (1 - answer if number in SCS_TURNED else answer - 1)
    assert got["total"][0] == pytest.approx(moved / 12, abs=1e-12)


@pytest.mark.parametrize("number", range(1, 13))
def test_each_gap_of_scs_sf_leaves_its_own_scale_and_the_total_without_a_score(number):
    got = scored("scs-sf", without([3] * 12, number))
    lost = {name for name, (score, status, _band) in got.items() if (score, status) == NO_SCORE}
    assert lost == {"total", *(name for name, (items, _) in SCS_SETS.items() if number in items)}


# The means 1 to 2.5 are low, to 3.5 mid, to 5 high; a mean at a shared end counts up.
SCS_BANDS = ["low"] * 18 + ["mid"] * 12 + ["high"] * 19


@pytest.mark.parametrize(("total", "label"), list(enumerate(SCS_BANDS, start=12)))
def test_every_mean_of_scs_sf_has_its_band(total, label):
    score, status, band = scored("scs-sf", counted(total, 12, 1, 5, SCS_TURNED))["total"]
    assert score == pytest.approx(total / 12, abs=1e-12)
    assert (status, band) == ("complete", label)
