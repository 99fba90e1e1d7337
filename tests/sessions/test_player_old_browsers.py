"""The player's scripts hold no syntax newer than Chrome 90 and Safari 14.1 understand."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "static"
SCRIPTS = [*sorted((ROOT / "js/player").glob("*.js")), ROOT / "js/page.js", ROOT / "my/sw.js"]
STRINGS = re.compile(r"//[^\n]*|/\*.*?\*/|`[^`]*`|\"[^\"\n]*\"", re.DOTALL)
TOO_NEW = {
    "logical assignment (Safari 14)": r"\?\?=|\|\|=|&&=",
    "private names (Safari 14.1)": r"[.\s]#[a-z]\w*\b\s*(?:[=;(])",
    "a static block (Chrome 94)": r"\bstatic\s*\{",
    "numeric separators": r"\b\d+_\d+",
    "at (Chrome 92)": r"\.at\(-",
    "hasOwn (Chrome 93)": r"Object\.hasOwn\b",
    "structuredClone (Chrome 98)": r"\bstructuredClone\b",
    "findLast (Chrome 97)": r"\.findLast(?:Index)?\(",
    "copying array methods (Chrome 110)": r"\.(?:toSorted|toReversed|toSpliced)\(",
    "AbortSignal.timeout (Chrome 103)": r"AbortSignal\.(?:timeout|any)\(",
    "a regular expression that looks behind (Safari 16.4)": r"\(\?<[=!]",
}


def found(text: str) -> list[str]:
    """What is too new in a script; comments and texts are passed over."""
    code = STRINGS.sub('""', text)
    names = [name for name, pattern in TOO_NEW.items() if re.search(pattern, code)]
    return [*names, "await outside a function (Safari 15)"] if waits_outside(code) else names


def waits_outside(code: str) -> bool:
    """Whether an `await` stands in no async function: by the braces round it."""
    inside, begins = [False], False
    for match in re.finditer(r"[{}]|\b(?:await|async)\b", code):
        word = match.group()
        if word == "async":
            begins = True
        elif word == "await" and not (inside[-1] or begins):
            return True
        elif word == "}":
            inside.pop()
        elif word == "{":
            is_parameter = code[: match.start()].rstrip()[-1:] in ("(", ",")
            inside.append(inside[-1] or (begins and not is_parameter))
            begins = begins and is_parameter
    return False


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_old_enough(path: Path) -> None:
    assert found(path.read_text("utf-8")) == []


def test_the_scan_finds_what_it_is_for() -> None:
    samples = [
        "a ??= 1;", "class A { #b = 1; }", "class A { static { f(); } }", "const a = await f();",
        "if (a) { const { b } = await f(); }", "const f = async () => {}; await f();",
        "const n = 1_000;", "rows.at(-1)", "Object.hasOwn(a, b)", "structuredClone(a)",
        "rows.findLast(f)", "rows.toSorted()", "AbortSignal.timeout(5)",
        "/(?<=a)b/.test(c)",
    ]  # fmt: skip
    assert all(found(sample) for sample in samples)
    assert found('const words = "Object.hasOwn"; // a ??= b') == []
    assert found("class A { async f({ a }) { for (;;) { await a; } } }") == []
    assert len(SCRIPTS) > 10
