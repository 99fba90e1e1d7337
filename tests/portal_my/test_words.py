"""The words of these pages: no blame, no promise, no name of an illness or a method."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    *sorted((ROOT / "templates/portal/my").glob("*.html")),
    *(ROOT / "retraining/portal" / name for name in ("things.py", "week_list.py", "check_in.py")),
    ROOT / "retraining/portal/forms/my.py",
    *sorted((ROOT / "retraining/portal/views").glob("my*.py")),
]
TRANSLATED = re.compile(
    r"{% translate \"([^\"]*)\"|_\(\s*((?:\"[^\"]*\"\s*)+)|"
    r"blocktranslate[^%]*%}(.*?){% endblocktranslate",
    re.DOTALL,
)
NEVER = re.compile(
    r"\b(cure\w*|heal(s|ed|ing)?|recover\w*|remission|proven|works|reset|rewir\w*|retrain\w*|"
    r"failure|failed|should|must|try harder|give up|lazy|compliance|adherence|missed|late|streak|"
    r"journey|just|simply|well done|perfect|overdue|forgot|behind|MAIR|relaxation|amygdala|"
    r"fibromyalgia|mindful\w*|control group)\b",
    re.IGNORECASE,
)


def sentences() -> list[tuple[str, str]]:
    return [
        (path.name, " ".join(part for part in found if part))
        for path in SOURCES
        for found in TRANSLATED.findall(path.read_text("utf-8"))
    ]


def test_there_are_sentences_to_read() -> None:
    assert len(sentences()) > 120


def test_no_word_blames_promises_or_names() -> None:
    assert [(name, text) for name, text in sentences() if NEVER.search(text)] == []


def test_the_list_would_find_one() -> None:
    assert NEVER.search("You missed a day")
    assert NEVER.search("Well done!")


def test_sentences_are_short() -> None:
    long = [
        sentence
        for _name, text in sentences()
        for sentence in re.split(r"[.?:] ", text)
        if len(re.findall(r"\w+", re.sub(r"{{.*?}}|{%.*?%}", "x", sentence))) > 22
    ]
    assert long == []


def test_every_visible_word_can_be_translated() -> None:
    for path in sorted((ROOT / "templates/portal/my").glob("*.html")):
        text = path.read_text("utf-8")
        text = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", text, flags=re.DOTALL)
        text = re.sub(r"{% block body_class %}.*?{% endblock body_class %}", "", text)
        text = re.sub(r"{%.*?%}|{{.*?}}|<[^>]*>", "", text, flags=re.DOTALL)
        assert not re.search(r"[A-Za-z]{2,}", text), (path.name, text)
