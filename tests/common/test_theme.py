"""The three themes: both copies of each agree, and every pair of colours can be read."""

import re
from pathlib import Path

import pytest

THEME = (Path(__file__).parents[2] / "static" / "css" / "theme.css").read_text()


def tokens(selector: str, css: str = THEME) -> dict[str, str]:
    """The custom properties of the first block after `selector`."""
    body = css[css.index(selector) :]
    body = body[body.index("{") + 1 : body.index("}")]
    return dict(re.findall(r"--([a-z0-9-]+):\s*([^;]+);", body))


CALM = tokens(":root {")
DIM = tokens('html[data-theme="dim"]')
CONTRAST = tokens('html[data-theme="contrast"]')
THEMES = {"calm": CALM, "dim": DIM, "contrast": CONTRAST}

READABLE = [
    ("ink", ("page", "surface", "sunken", "soft-info", "soft-done", "soft-warn", "soft-alert")),
    ("ink-soft", ("page", "surface", "sunken", "soft-warn")),
    ("link", ("page", "surface", "soft-info", "soft-done", "soft-warn")),
    ("accent", ("page", "surface", "soft-warn")),
    ("error", ("page", "surface")),
    ("on-action", ("action", "action-hover")),
    ("on-danger", ("danger",)),
    ("grade-full-ink", ("grade-full",)),
    ("grade-ink", ("grade-most", "grade-some", "grade-none")),
    ("chart-text", ("chart-panel",)),
]
VISIBLE = [
    ("edge", ("page", "surface")),
    ("action-edge", ("page", "surface")),
    ("danger-edge", ("page", "surface")),
    ("focus", ("page", "surface", "gap")),
    ("player-fill", ("player-track", "page")),
]


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_agrees_with_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
def test_text_can_be_read(name: str) -> None:
    theme = THEMES[name]
    poor = [
        (ink, paper, round(contrast(theme[ink], theme[paper]), 2))
        for ink, papers in READABLE
        for paper in papers
        if contrast(theme[ink], theme[paper]) < 4.5
    ]
    assert poor == []


@pytest.mark.parametrize("name", THEMES)
def test_edges_and_rings_can_be_seen(name: str) -> None:
    theme = THEMES[name]
    poor = [
        (line, paper, round(contrast(theme[line], theme[paper]), 2))
        for line, papers in VISIBLE
        for paper in papers
        if contrast(theme[line], theme[paper]) < 3
    ]
    assert poor == []


def test_high_contrast_reaches_seven_to_one() -> None:
    for ink in ("ink", "ink-soft", "link", "accent", "error"):
        assert contrast(CONTRAST[ink], CONTRAST["page"]) >= 7


def test_every_theme_names_the_same_tokens() -> None:
    assert set(CALM) == set(DIM) == set(CONTRAST)


def test_following_the_device_uses_the_same_tables() -> None:
    dark = THEME[THEME.index("prefers-color-scheme: dark") :]
    more = THEME[THEME.index("prefers-contrast: more") :]
    assert tokens('html[data-theme="auto"]', dark) == DIM
    assert tokens('html[data-theme="auto"]', more) == CONTRAST


def test_nothing_moves_unless_motion_is_welcome() -> None:
    first = THEME.index("--fade: 0s")
    assert first < THEME.index("prefers-reduced-motion: no-preference")
    for sheet in (Path(__file__).parents[2] / "static" / "css").glob("*.css"):
        css = sheet.read_text()
        if sheet.name == "player.css":
            continue
        assert "@keyframes" not in css
        assert all("var(--fade)" in found for found in re.findall(r"transition:[^;]+;", css))
