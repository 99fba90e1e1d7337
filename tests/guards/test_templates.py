"""Every template compiles; none carries inline script, style or handlers (the CSP forbids them)."""

import re
from pathlib import Path

import pytest
from django.template import TemplateSyntaxError, engines
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[2] / "templates"
NAMES = [str(p.relative_to(ROOT)) for p in ROOT.rglob("*") if p.suffix in (".html", ".txt")]
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)


def test_there_are_templates() -> None:
    assert len(NAMES) > 30


@pytest.mark.parametrize("name", NAMES)
def test_template_compiles(name: str) -> None:
    get_template(name)


def test_a_broken_template_would_not_compile() -> None:
    with pytest.raises(TemplateSyntaxError):
        engines["django"].from_string("{% if %}")


@pytest.mark.parametrize("name", [n for n in NAMES if not n.startswith("mail/")])
def test_no_inline_script_or_style(name: str) -> None:
    assert INLINE.findall((ROOT / name).read_text("utf-8")) == []


def test_the_inline_guard_can_fail() -> None:
    assert INLINE.search('<p style="color: red">')
    assert INLINE.search("<script>alert(1)</script>")
    assert not INLINE.search('<script type="module" src="/static/js/page.js"></script>')
