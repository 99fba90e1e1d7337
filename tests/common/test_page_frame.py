"""What holds for every template and static file: no inline code, neutral words, small files."""

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INLINE = re.compile(r"\sstyle=|\son[a-z]+=\"|<style|<script(?![^>]*\ssrc=)", re.IGNORECASE)
PRODUCT_WORDS = re.compile(r"retraining|\bmair\b|fibromyalgia|amygdala", re.IGNORECASE)
PAGES = [path for path in (ROOT / "templates").rglob("*.html") if "mail" not in path.parts]
SERVED = [
    path
    for path in (ROOT / "static").rglob("*")
    if path.suffix in {".css", ".js", ".svg", ".webmanifest"}
]
SHEETS = ["vendor/govuk/forms.css"] + [
    f"css/{name}.css" for name in ("theme", "page", "frame", "components", "forms")
]


def test_the_scan_finds_inline_code() -> None:
    for bad in ('<p style="x">', '<a onclick="x">', "<script>x</script>", "<style>"):
        assert INLINE.search(bad)
    assert not INLINE.search('<script type="module" src="/static/js/page.js"></script>')


def test_no_page_holds_inline_code() -> None:
    assert len(PAGES) > 40
    found = [str(page) for page in PAGES if INLINE.search(page.read_text())]
    assert found == []


def test_no_served_file_names_the_product_or_the_illness() -> None:
    assert len(SERVED) > 10
    found = [str(path) for path in SERVED if PRODUCT_WORDS.search(path.name + path.read_text())]
    assert found == []


def test_only_the_staff_name_stands_in_shared_templates() -> None:
    shared = [ROOT / "templates" / f"{name}.html" for name in ("base", "base_participant")]
    shared += (ROOT / "templates" / "components").glob("*.html")
    shared += (ROOT / "templates" / "errors").glob("*.html")
    found = [page.name for page in shared if PRODUCT_WORDS.search(page.read_text())]
    assert found == ["service_name.html"]


def test_the_vendored_kit_brings_no_font_crown_or_source_map() -> None:
    kit = ROOT / "static" / "vendor" / "govuk"
    css = (kit / "forms.css").read_text()
    assert not re.search(r"@font-face|url\(|GDS Transport|crown", css)
    assert "sourceMappingURL" not in css + (kit / "govuk-frontend.min.js").read_text()
    assert "MIT" in (kit / "LICENSE").read_text()
    assert "SIL OPEN FONT LICENSE" in (kit.parent / "fonts" / "LICENSE").read_text()


def test_style_sheets_of_a_participant_page_leave_room_for_the_player() -> None:
    packed = sum(len(gzip.compress((ROOT / "static" / name).read_bytes())) for name in SHEETS)
    assert packed <= 16_000
    base = (ROOT / "templates" / "base.html").read_text()
    assert re.findall(r"static '([^']+\.css)'", base) == [
        SHEETS[0],
        *SHEETS[1:],
    ]


@pytest.mark.parametrize("size", [180, 192, 512])
def test_icons_are_drawn(size: int) -> None:
    png = (ROOT / "static" / "icons" / f"icon-{size}.png").read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20], "big") == int.from_bytes(png[20:24], "big") == size
