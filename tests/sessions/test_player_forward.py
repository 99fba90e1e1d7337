"""Going ahead of what was heard: off where the protocol is silent, on where it says so."""

import tomllib

import pytest

from sessions import protocol_section
from tests.databases import LIBRARY


def content(**more: object) -> dict:
    """The shipped protocol with other keys in its section of guided sessions."""
    whole = tomllib.loads((LIBRARY / "protocol.toml").read_text("utf-8"))
    return {**whole, "sessions": {**whole["sessions"], **more}}


def test_off_in_the_shipped_protocol_and_where_nothing_is_said() -> None:
    assert protocol_section.read(content()).forward_skip is False
    silent = content()
    silent["sessions"].pop("forward_skip", None)
    assert protocol_section.read(silent).forward_skip is False
    assert protocol_section.problems(silent) == []


def test_on_where_the_protocol_says_so() -> None:
    assert protocol_section.read(content(forward_skip=True)).forward_skip is True
    assert protocol_section.problems(content(forward_skip=True)) == []


@pytest.mark.parametrize("value", ["yes", 1, 0, None])
def test_anything_else_is_a_finding(value: object) -> None:
    assert protocol_section.problems(content(forward_skip=value)) == [
        ("forward_skip", "[sessions] forward_skip must be true or false")
    ]
