"""The hash chain: any change of an entry or a link breaks it where it happened. Pure."""

import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from retraining.audit.chain import START, Link, first_break, link_hash


def chain(entries: list[dict[str, object]]) -> list[Link]:
    links, previous = [], START
    for position, entry in enumerate(entries, start=1):
        hash_ = link_hash(previous, entry)
        links.append(Link(position, previous, hash_, entry))
        previous = hash_
    return links


def test_the_hash_is_the_documented_one() -> None:
    text = "0" * 64 + json.dumps({"a": 1, "b": "x"}, sort_keys=True, separators=(",", ":"))
    assert link_hash(START, {"b": "x", "a": 1}) == hashlib.sha256(text.encode()).hexdigest()


entries = st.lists(
    st.dictionaries(st.sampled_from("abc"), st.integers() | st.text(max_size=5)), max_size=8
)


@given(entries)
def test_an_untouched_chain_holds(found: list[dict[str, object]]) -> None:
    assert first_break(chain(found)) is None


@given(entries.filter(bool), st.data())
def test_a_changed_entry_breaks_the_chain_at_its_place(
    found: list[dict[str, object]], data: st.DataObject
) -> None:
    links = chain(found)
    at = data.draw(st.integers(0, len(links) - 1))
    old = links[at]
    links[at] = Link(old.position, old.previous_hash, old.hash, {**old.entry, "z": "changed"})
    assert first_break(links) == at + 1


@given(entries.filter(lambda e: len(e) > 1), st.data())
def test_a_removed_link_breaks_the_chain(
    found: list[dict[str, object]], data: st.DataObject
) -> None:
    links = chain(found)
    at = data.draw(st.integers(0, len(links) - 2))  # the last one is a truncation: see the head
    del links[at]
    assert first_break(links) == at + 1
