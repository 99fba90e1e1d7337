"""A list that was made elsewhere: good ones are read, bad ones are told line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retraining.common.findings import Finding
from retraining.randomisation.blocks import (
    Arm,
    BadList,
    Plan,
    Row,
    make_list,
    parse_list,
    to_csv,
)

HEADER = "stratum,position,block,block_size,arm\n"
STRATA = {"site": ["x", "y"]}
X = "site=x,1,1,2,A\nsite=x,2,1,2,B\n"
Y = "site=y,1,1,2,B\nsite=y,2,1,2,A\n"


def read(text, **options):
    return parse_list(text, **{"arms": {"A": 1, "B": 1}, "strata": STRATA} | options)


def problems(text, **options):
    with pytest.raises(BadList) as refused:
        read(text, **options)
    return [(finding.line, finding.text) for finding in refused.value.findings]


def test_a_good_list_is_read_in_the_order_of_the_file():
    assert read(HEADER + Y + X) == [
        Row("site=y", 1, 1, 2, "B"),
        Row("site=y", 2, 1, 2, "A"),
        Row("site=x", 1, 1, 2, "A"),
        Row("site=x", 2, 1, 2, "B"),
    ]


@given(st.integers(0, 2**64), st.integers(1, 30))
def test_what_is_made_here_is_read_back(seed, per_stratum):
    plan = Plan((Arm("A", 2), Arm("B", 1)), (3, 6), {"site": "xy", "sex": "fm"}, per_stratum)
    rows = make_list(plan, f"{seed:x}")
    assert parse_list(to_csv(rows), arms={"A": 2, "B": 1}, strata=plan.strata) == rows


def test_bytes_line_ends_blank_lines_and_column_order_do_not_matter():
    expected = read(HEADER + X + Y)
    assert read((HEADER + X + Y).encode()) == expected
    assert read(b"\xef\xbb\xbf" + (HEADER + X + Y).encode()) == expected
    assert read((HEADER + X + "\n" + Y).replace("\n", "\r\n")) == expected
    turned = "arm,stratum,position,block,block_size\nA,site=x,1,1,2\nB,site=x,2,1,2\n"
    assert read(turned, every_stratum=False) == expected[:2]


def test_a_trial_without_factors_has_the_stratum_all():
    assert len(read(HEADER + X.replace("site=x", "all"), strata={})) == 2


@pytest.mark.parametrize("text", ["", b"", "\n\n", "\r\n"])
def test_an_empty_file(text):
    assert problems(text) == [(0, "the file is empty")]


def test_a_header_without_rows():
    assert problems(HEADER) == [(0, "the list has no rows")]


def test_wrong_columns():
    assert problems("stratum,position,block,arm\nsite=x,1,1,A\n") == [
        (1, "column block_size is missing")
    ]
    assert problems("arm," + HEADER + "A," + X) == [(1, "column arm is there twice")]
    unknown = "column 'note' is unknown; the columns are stratum, position, block, block_size, arm"
    assert problems("note," + HEADER) == [(0, "the list has no rows"), (1, unknown)]


def test_something_that_is_no_list_at_all():
    found = problems('{"arms": ["A", "B"]}\n')
    assert (1, "column stratum is missing") in found
    assert problems(HEADER + 'site=x,1,1,2,"A\n') == [(2, "not CSV: unexpected end of data")]
    assert problems(HEADER + 'site=x,1,1,2,"A"B\n')[0][0] == 2


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_another_encoding(encoding):
    lines = {"utf-16": 1, "latin-1": 3}
    text = HEADER + "site=x,1,1,2,A\nsite=x,2,1,2,Bé\n"
    assert problems(text.encode(encoding)) == [
        (lines[encoding], "not UTF-8 text; save the file as CSV in UTF-8")
    ]


def test_unknown_arms_and_strata_and_a_wrong_combination():
    assert problems(HEADER + X.replace(",B", ",C") + Y) == [(3, "unknown arm 'C'")]
    assert problems(HEADER + X + Y + "site=z,1,1,1,A\n") == [
        (6, "unknown stratum 'site=z'; the strata are such as 'site=x'")
    ]
    two = {"site": ["x"], "sex": ["f"]}
    assert problems(HEADER + "sex=f;site=x,1,1,1,A\n", strata=two) == [
        (2, "unknown stratum 'sex=f;site=x'; the strata are such as 'site=x;sex=f'")
    ]


@pytest.mark.parametrize("cell", ["", "0", "-1", "1.0", "01", " 1", "x", "١", "1" * 8])
def test_numbers_that_are_none(cell):
    text = f"must be a whole number from 1, not {cell!r}"
    assert problems(f"{HEADER}site=x,{cell},1,2,A\n") == [(2, f"position {text}")]
    assert problems(f"{HEADER}site=x,1,1,{cell},A\n") == [(2, f"block_size {text}")]


def test_blocks_that_do_not_keep_the_ratio():
    lopsided = "site=y,1,1,4,B\nsite=y,2,1,4,B\nsite=y,3,1,4,A\nsite=y,4,1,4,B\n"
    said = "block 1 of site=y does not keep the ratio A 1, B 1"
    assert problems(HEADER + X + lopsided) == [(4, said)]
    odd = X + "site=x,3,2,3,A\nsite=x,4,2,3,B\nsite=x,5,2,3,A\n"
    assert problems(HEADER + odd + Y) == [(4, "block 2 of site=x does not keep the ratio A 1, B 1")]
    three_to_one = {"A": 1, "B": 3}
    assert len(read(HEADER + lopsided, arms=three_to_one, every_stratum=False)) == 4
    assert problems(HEADER + X, arms=three_to_one, every_stratum=False) == [
        (2, "block 1 of site=x does not keep the ratio A 1, B 3")
    ]
    assert len(read(HEADER + X + lopsided, blocks=False)) == 6


def test_a_ragged_row():
    assert problems(HEADER + "site=x,1,1,2\n") == [(2, "4 cells, not 5")]


def test_a_position_twice_or_missing():
    assert problems(HEADER + X + X + Y) == [
        (4, "position 1 of site=x is there twice"),
        (5, "position 2 of site=x is there twice"),
    ]
    gap = X.replace("site=x,2", "site=x,3")
    assert problems(HEADER + gap + Y) == [(3, "position 2 of site=x is missing")]
    late = X.replace("site=x,1,", "site=x,5,")
    assert problems(HEADER + late + Y) == [
        (2, "position 3 of site=x is missing"),
        (3, "position 1 of site=x is missing"),
    ]


def test_blocks_that_are_not_whole_or_not_in_order():
    cut = "site=x,1,1,4,A\nsite=x,2,1,4,B\n"
    assert problems(HEADER + cut + Y) == [(2, "block 1 of site=x has 2 rows, block_size says 4")]
    late = X.replace(",1,2,", ",2,2,")
    assert problems(HEADER + late + Y) == [
        (2, "block 2 of site=x stands where block 1 should"),
    ]
    mixed = "site=x,1,1,2,A\nsite=x,2,1,4,B\n"
    assert problems(HEADER + mixed + Y) == [
        (2, "block 1 of site=x has 2 rows, block_size says 2 and 4")
    ]


def test_a_stratum_or_an_arm_without_rows():
    assert problems(HEADER + X) == [(0, "stratum site=y has no rows")]
    assert len(read(HEADER + X, every_stratum=False)) == 2
    three = {"A": 1, "B": 1, "C": 1}
    assert problems(HEADER + X + Y, arms=three, blocks=False) == [(0, "arm C has no rows")]
    assert problems(HEADER + X, strata={"site": []}) == [
        (0, "a stratum factor of the trial has no levels yet")
    ]


def test_all_findings_come_at_once_and_name_the_file():
    text = HEADER + "site=x,1,1,2,C\nsite=x,1,1,2,B\nsite=y,2,1,1,A\n"
    with pytest.raises(BadList) as refused:
        read(text, path="upload.csv")
    assert refused.value.findings == (
        Finding("upload.csv", 2, "unknown arm 'C'"),
        Finding("upload.csv", 3, "position 1 of site=x is there twice"),
        Finding("upload.csv", 4, "position 1 of site=y is missing"),
    )
    assert str(refused.value).splitlines()[0] == "upload.csv:2: unknown arm 'C'"
