"""What a file is by its content, not by its name. Pure."""

import json
from pathlib import PurePosixPath

from sessions.authoring_drawing import drawing_problems

TEXTS = frozenset({".md", ".toml", ".json", ".svg"})
SOUNDS = frozenset({".wav", ".flac", ".m4a"})
# Where the bytes stand that tell a kind of file, and which they are.
SIGNATURES: dict[str, tuple[tuple[int, bytes], ...]] = {
    ".png": ((0, b"\x89PNG\r\n\x1a\n"),),
    ".wav": ((0, b"RIFF"), (8, b"WAVE")),
    ".flac": ((0, b"fLaC"),),
    ".m4a": ((4, b"ftyp"),),
}
ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!")
PRINTED = frozenset("\t\n\r")  # of the control characters, those that a text may hold


def suffix_of(name: str) -> str:
    """The ending of a file name in small letters, with its dot."""
    return PurePosixPath(name).suffix.lower()


def has_signature(suffix: str, head: bytes) -> bool:
    """Whether a file begins as its ending says.

    Args:
        suffix: a key of `SIGNATURES`.
        head: at least its first 16 bytes.
    """
    return all(head[at : at + len(mark)] == mark for at, mark in SIGNATURES[suffix])


def text_problems(name: str, data: bytes) -> list[tuple[int, str]]:
    """What is wrong with a text file of a trial folder: pairs of (line, sentence).

    Args:
        name: its name; the ending decides what it should be.
        data: the whole file.
    """
    suffix = suffix_of(name)
    if data.startswith(ARCHIVES):
        return [(0, "this is an archive; put its files into the folder instead")]
    if suffix not in TEXTS:
        return [(0, f"a trial folder holds {', '.join(sorted(TEXTS))}; this is something else")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = data.count(b"\n", 0, error.start) + 1
        return [(place, "not UTF-8; save the file as UTF-8 text")]
    for number, line in enumerate(text.split("\n"), start=1):
        if any(ord(sign) < 32 and sign not in PRINTED for sign in line):
            return [(number, "a character that no text holds; is this really a text file?")]
    if suffix == ".svg":
        return drawing_problems(data)
    return _json_problems(text) if suffix == ".json" else []


def _json_problems(text: str) -> list[tuple[int, str]]:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return [(error.lineno, "not readable as JSON")]
    except (ValueError, RecursionError):
        return [(0, "not readable as JSON")]
    return []
