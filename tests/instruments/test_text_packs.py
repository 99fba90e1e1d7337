"""Text packs: what a good one holds, and what is said about every other."""

from datetime import date

import pytest

from retraining.instruments import registry
from retraining.instruments.text_packs import LicenceState, TextPack, parse, template, words

HEADS = """format = 1
instrument = "pgic"
version = "ninds"
language = "es"

[licence]
number = "L-1"
holder = "A university"
expires = 2027-12-31

[texts]
"q1" = "Pregunta"
"""
OPTIONS = "".join(f'"option.{n}" = "Opcion {n}"\n' for n in range(1, 8))
GOOD = HEADS + OPTIONS


def findings(text):
    data = text if isinstance(text, bytes) else text.encode()
    pack, found = parse(data, "pack.toml")
    assert pack is None
    assert found
    return [str(one) for one in found]


def test_a_good_pack():
    pack, found = parse(GOOD.encode(), "pack.toml")
    assert found == []
    assert (pack.instrument, pack.version, pack.language) == ("pgic", "ninds", "es")
    assert (pack.licence_number, pack.licence_holder) == ("L-1", "A university")
    assert pack.expires == date(2027, 12, 31)
    shown = words(registry.get("pgic"), pack)
    assert shown["q1"] == "Pregunta"
    assert shown["option.7"] == "Opcion 7"
    # Left out: the neutral heading, and nothing in place of an introduction.
    assert (shown["title"], shown["intro"]) == ("How things have changed", "")


def test_a_licence_without_an_end():
    pack, _found = parse(GOOD.replace("expires = 2027-12-31\n", "").encode(), "pack.toml")
    assert pack.expires is None
    assert pack.state(date(2999, 1, 1)) is LicenceState.VALID


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2027, 10, 31), LicenceState.VALID),  # 61 days before
        (date(2027, 11, 1), LicenceState.ENDING),  # 60 days before
        (date(2027, 12, 31), LicenceState.ENDING),
        (date(2028, 1, 1), LicenceState.ENDED),
    ],
)
def test_a_licence_ends(today, state):
    pack = TextPack("pgic", "ninds", "es", "L-1", "holder", date(2027, 12, 31), {})
    assert pack.state(today) is state


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("format = 1", "format = 2", "pack.toml:1: format 2 is not known"),
        ("format = 1", 'format = "1"', "pack.toml:1: format is missing or is not a number"),
        ('instrument = "pgic"', 'instrument = "mood"', "pack.toml:2: unknown questionnaire"),
        ('version = "ninds"', 'version = "7"', "pack.toml:3: these are the words of '7'"),
        ('language = "es"', 'language = "Spanish"', "pack.toml:4: 'Spanish' is no language"),
        ('number = "L-1"', 'number = ""', "pack.toml:7: licence: number is missing"),
        ('holder = "A university"', "", "pack.toml:1: licence: holder is missing"),
        ("2027-12-31", '"2027"', "pack.toml:9: licence: expires is a day"),
        ("2027-12-31", "2027-12-31T10:00:00", "pack.toml:9: licence: expires is a day"),
        ("[licence]", "[license]", "there is no [licence]"),
        ("[texts]", "[words]", "there is no [texts]"),
        ('"q1" = "Pregunta"\n', "", "pack.toml:11: texts: 'q1' is missing"),
        ('"q1" = "Pregunta"', '"q1" = " "', "pack.toml:12: texts: 'q1' is empty"),
        ('"q1" = "Pregunta"', '"q1" = 3', "pack.toml:12: texts: 'q1' is empty or no text"),
        ("Pregunta", "x" * 2001, "pack.toml:12: texts: 'q1' is longer than 2000"),
        ("Pregunta", r"a\u0007b", "pack.toml:12: texts: 'q1' holds a control character"),
        ('"option.7"', '"option.8"', "pack.toml:19: texts: pgic has no text 'option.8'"),
        ('"option.7"', '"option.8"', "texts: 'option.7' is missing"),
        ("Pregunta", 'Preg"unta', "pack.toml:12: not readable as TOML"),
    ],
)
def test_what_is_wrong_is_said_by_line(old, new, said):
    assert old in GOOD
    assert any(said in one for one in findings(GOOD.replace(old, new, 1)))


def test_another_encoding_is_said_by_line():
    bad = GOOD.encode().replace(b"Pregunta", "Opci\xf3n".encode("latin-1"))
    assert findings(bad) == ["pack.toml:12: not UTF-8"]


@pytest.mark.parametrize("code", registry.codes())
def test_a_filled_in_template_is_a_good_pack(code):
    instrument = registry.get(code)
    text = template(instrument, "es")
    assert [one for one in findings(text) if "licence: number" in one]
    pack, found = parse(text.replace(' = ""', ' = "something"').encode(), "pack.toml")
    assert found == []
    assert set(words(instrument, pack).values()) == {"something"}


@pytest.mark.parametrize("code", registry.codes())
def test_without_a_pack_everything_can_be_tried(code):
    instrument = registry.get(code)
    shown = words(instrument, None)
    assert list(shown) == instrument.text_keys()
    for number, item in enumerate(instrument.items, start=1):
        if instrument.text_shipped:
            assert shown[item.name] == instrument.texts[item.name]
            continue
        assert shown[item.name] == f"Item {number} (words under licence)"
        for value, key in zip(item.allowed, item.options, strict=bool(item.options)):
            assert shown[key] == f"Option {value}"
