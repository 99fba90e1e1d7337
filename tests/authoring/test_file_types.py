"""A file is what it holds, not what it is called."""

import gzip

import pytest

from sessions.authoring_drawing import drawing_problems
from sessions.authoring_types import has_signature, text_problems
from tests.authoring.zips import files_of, zipped

SPACE = 'xmlns="http://www.w3.org/2000/svg"'


def test_every_file_of_the_shipped_trial_is_what_it_says() -> None:
    for name, content in files_of().items():
        assert text_problems(name, content) == [], name


@pytest.mark.parametrize(
    ("name", "data", "line", "words"),
    [
        ("a.md", "caf\u00e9\nna\u00efve".encode("latin-1"), 1, "not UTF-8"),
        ("a.md", b"one\ntwo\nthr\0ee\n", 3, "a character that no text holds"),
        ("a.toml", zipped({"b.md": "x"}), 0, "this is an archive"),
        ("a.md", gzip.compress(b"words", mtime=0), 0, "this is an archive"),
        ("a.json", b'{\n "a": \n', 3, "not readable as JSON"),
        ("a.json", b"[" * 100_000, 0, "not readable as JSON"),
        ("a.zip", zipped({"b.md": "x"}), 0, "this is an archive"),
        ("a.exe", b"MZ", 0, "this is something else"),
        ("w1.png", b"\x89PNG\r\n\x1a\n", 0, "this is something else"),
        ("noending", b"words", 0, "this is something else"),
    ],
)
def test_what_does_not_belong_is_named(name: str, data: bytes, line: int, words: str) -> None:
    [(found, text)] = text_problems(name, data)
    assert found == line
    assert words in text


@pytest.mark.parametrize(
    ("suffix", "head"),
    [
        (".wav", b"RIFF\x24\0\0\0WAVEfmt "),
        (".flac", b"fLaC\0\0\0\x22"),
        (".m4a", b"\0\0\0\x20ftypM4A "),
        (".png", b"\x89PNG\r\n\x1a\n\0\0\0\x0d"),
    ],
)
def test_a_sound_is_known_by_its_first_bytes(suffix: str, head: bytes) -> None:
    assert has_signature(suffix, head)
    assert not has_signature(suffix, b"<html><body>....")
    assert not has_signature(suffix, b"")


def drawing(inside: str, line: str = SPACE) -> list[str]:
    return [text for _line, text in drawing_problems(f"<svg {line}>\n{inside}</svg>".encode())]


def test_a_plain_drawing_is_fine() -> None:
    assert (
        drawing('<title id="t">A cup: with tea</title><path d="M1 2c3 4"/><g fill="none"/>') == []
    )


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<script>alert(1)</script>", "a drawing may not hold <script>"),
        ("<foreignObject/>", "a drawing may not hold <foreignObject>"),
        ('<image href="https://a.example/x.png"/>', "a drawing may not hold <image>"),
        ('<path onclick="x()"/>', "a drawing may not hold onclick="),
        ('<path style="fill: red"/>', "a drawing may not hold style="),
        ('<path fill="url(https://a.example/x)"/>', "fill may not point to anything"),
        ('<path fill="&#106;avascript&#58;x"/>', "fill may not point to anything"),
        ("<path", "this is not a whole SVG drawing"),
        ("<?xml-stylesheet href='x.css'?>", "a drawing has no <?xml-stylesheet?>"),
    ],
)
def test_what_acts_or_fetches_is_refused(inside: str, words: str) -> None:
    assert words in drawing(inside)


def test_a_drawing_that_grows_while_it_is_read_is_refused() -> None:
    laughs = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    whole = f"{laughs}<svg {SPACE}><title>&b;</title></svg>".encode()
    assert drawing_problems(whole) == [(1, "a drawing has no DOCTYPE")]
    assert "a drawing has up to 2000 parts" in drawing("<g/>" * 2001)


def test_what_is_no_drawing_is_refused() -> None:
    assert drawing("", "") == ['a drawing begins with <svg xmlns="http://www.w3.org/2000/svg">']
    assert drawing_problems(b"<html></html>")
    assert drawing_problems(b"") == [(1, "this is not a whole SVG drawing")]
