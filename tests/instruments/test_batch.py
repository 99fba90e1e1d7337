"""Scoring many people gives what scoring one by one gives, for every questionnaire."""

import csv
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from retraining.instruments import registry
from retraining.instruments.answer_file import Person, read
from retraining.instruments.batch import number, score_lines
from retraining.instruments.scoring import score


@st.composite
def crowds(draw):
    """A questionnaire, a rule, a value set, and some people, with gaps."""
    instrument = registry.get(draw(st.sampled_from(registry.codes())))
    rule = draw(st.sampled_from(instrument.rules))
    value_set = draw(st.sampled_from(instrument.value_sets)) if instrument.value_sets else None
    cells = [
        st.sampled_from(item.allowed)
        if draw(st.integers(0, 9))
        else st.none() | st.sampled_from(item.allowed)
        for item in instrument.items
    ]
    people = draw(st.lists(st.tuples(*cells), max_size=6))
    return instrument, rule, value_set, people


@given(crowds())
def test_many_at_once_are_scored_as_each_alone(crowd):
    instrument, rule, value_set, people = crowd
    given_people = [Person(f"P{n}", values) for n, values in enumerate(people)]
    text = "".join(score_lines(instrument, rule, value_set, given_people))
    got = [tuple(row.values()) for row in csv.DictReader(StringIO(text))]
    names = [item.name for item in instrument.items]
    expected = [
        (person.id, one.scale, number(one.score), str(one.status), one.band or "", one.rule)
        for person in given_people
        for one in score(
            instrument,
            dict(zip(names, person.values, strict=True)),
            rule.version,
            value_set=value_set,
        )
    ]
    assert got == expected


@given(crowds())
def test_what_is_written_is_read_again(crowd):
    instrument, _rule, _value_set, people = crowd
    header = ",".join(["id", *(f"q{n}" for n in range(1, len(instrument.items) + 1))])
    rows = [
        ",".join([f"P{n}", *("" if v is None else str(v) for v in values)])
        for n, values in enumerate(people)
    ]
    data = "\n".join([header, *rows]).encode()
    assert list(read(instrument, data)) == [Person(f"P{n}", v) for n, v in enumerate(people)]


@given(st.floats(-1000, 1000))
def test_numbers_are_printed_unrounded(value):
    assert float(number(value)) == value
    assert not number(value).endswith(".0")
