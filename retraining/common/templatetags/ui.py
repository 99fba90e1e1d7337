"""Template tags of the look; every tag is described with an example in components/README.md."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.utils import dateformat
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from retraining.common import drawing
from retraining.common.ui import Column, Week

register = template.Library()

WALL_FORMATS = {
    "full": "l j F Y, H:i",
    "moment": "l j F, H:i",
    "date": "j F Y",
    "day": "l j F",
    "short": "j M",
    "stamp": "j M Y, H:i",
    "time": "H:i",
}
SYMBOLS = {"info": "info", "done": "check", "warning": "alert", "help": "help", "quiet": "info"}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A line icon; `label` is read out, without it the icon is decoration."""
    drawn = mark_safe(drawing.icon(name))  # noqa: S308 - our own constant drawings
    if not label:
        return drawn
    return format_html('{}<span class="govuk-visually-hidden">{}</span>', drawn, label)


@register.simple_tag
def grade(name: str) -> SafeString:
    """The mark of a week-grid cell."""
    return mark_safe(drawing.grade(name))  # noqa: S308 - our own constant drawings


@register.simple_tag
def sparkline(
    values: Sequence[float | None], label: str, low: float = 0.0, high: float = 100.0
) -> SafeString:
    """A small line of scores (None = gap); `label` says its trend in a sentence."""
    inside = mark_safe(drawing.spark(values, low, high))  # noqa: S308 - numbers only
    return format_html(
        '<svg class="spark" viewBox="0 0 112 36" width="112" height="36" role="img"'
        ' aria-label="{}">{}</svg>',
        label,
        inside,
    )


@register.simple_tag
def wall(when: dt.datetime | None, zone: str = "UTC", style: str = "moment") -> SafeString:
    """An instant on the wall clock of `zone` (IANA name); styles are the keys of WALL_FORMATS."""
    if when is None:
        return SafeString("")
    local = when.astimezone(ZoneInfo(str(zone)))
    shown = dateformat.format(local, WALL_FORMATS[style])
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), shown)


@register.filter
def day(date: dt.date | None, style: str = "day") -> SafeString:
    """A calendar date, which has no zone; styles as in `wall`, without a time."""
    if date is None:
        return SafeString("")
    shown = dateformat.format(date, WALL_FORMATS[style])
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), shown)


@register.filter
def minutes(seconds: float | None) -> str:
    """Seconds as whole minutes in words, rounded down: nobody is credited with more than heard."""
    whole = int((seconds or 0) // 60)
    return ngettext("%(n)d minute", "%(n)d minutes", whole) % {"n": whole}


@register.filter
def tel(phone: str) -> str:
    """A telephone number as a `tel:` address wants it."""
    return re.sub(r"(?!^\+)\D", "", str(phone).strip())


@register.filter
def get(values: Mapping[Any, Any], key: Any) -> Any:
    """The entry of a mapping under a key that is itself a variable, or nothing."""
    return values.get(key, "")


@register.filter
def page_numbers(page: Page[Any]) -> Iterable[int | None]:
    """The page numbers to offer, None where some are left out."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in shown]


@register.inclusion_tag("components/masked.html")
def masked(
    text: str = "",
    sealed: object = False,
    url: str = "",
    label: str = "",
    kind: str = "quiet",
    hidden: str = "",
    alone: bool = False,
) -> dict[str, object]:
    """Free text of or about a person, from which an arm could be told.

    A tag and no include: an include would take a `text` that happens to stand in the context.

    Args:
        text: the words, once somebody asked to see them; empty before.
        sealed: whether there are words.
        url: the POST that opens them and writes the look down; empty where one button of the page
            opens several.
        label, kind, hidden: of the button.
        alone: whether to say that the look is written down.
    """
    return {
        "text": text,
        "sealed": bool(sealed),
        "url": url,
        "label": label or _("Show text"),
        "kind": kind,
        "hidden": hidden,
        "alone": alone,
    }


@register.simple_block_tag
def notice(content: SafeString, tone: str = "info", title: str = "", role: str = "") -> SafeString:
    """A notice that stays: info, done, warning, help or quiet."""
    values = {"body": content, "tone": tone, "title": title, "role": role, "symbol": SYMBOLS[tone]}
    return render_to_string("components/notice.html", values)


@register.simple_block_tag
def panel(
    content: SafeString, title: str = "", eyebrow: str = "", kind: str = "", id: str = ""
) -> SafeString:
    """The one raised surface of a page; `kind` "now" is the thing to do now."""
    values = {"body": content, "title": title, "eyebrow": eyebrow, "kind": kind, "heading_id": id}
    return render_to_string("components/panel.html", values)


@register.simple_block_tag
def reveal(content: SafeString, summary: str, open: bool = False) -> SafeString:
    """Text that opens on demand (native details)."""
    values = {"body": content, "summary": summary, "open": open}
    return render_to_string("components/reveal.html", values)


@register.simple_block_tag
def interruption(content: SafeString, title: str) -> SafeString:
    """The page before an act that cannot be undone; holds its own form and way out."""
    return render_to_string("components/interruption.html", {"body": content, "title": title})


@register.simple_block_tag
def confirmation(content: SafeString, title: str, reference: str = "") -> SafeString:
    """The page after something is finished: what was done and what comes next."""
    values = {"body": content, "title": title, "reference": reference}
    return render_to_string("components/confirmation.html", values)


@register.simple_block_tag(takes_context=True)
def datatable(
    context: Context,
    content: SafeString,
    caption: str,
    columns: Sequence[Column],
    empty: str = "",
    hide_caption: bool = False,
) -> SafeString:
    """A table around the rows in its body; without rows it says `empty` instead."""
    request = context.get("request")
    asked = request.GET if request else QueryDict()
    values = {
        "body": content,
        "has_rows": bool(content.strip()),
        "caption": caption,
        "columns": [_head(column, asked) for column in columns],
        "empty": empty,
        "hide_caption": hide_caption,
    }
    return render_to_string("components/table.html", values)


def _head(column: Column, asked: QueryDict) -> dict[str, Any]:
    """One header cell: its words, its way of sorting now and the address that turns it."""
    now = asked.get("sort", "")
    direction = ""
    if column.sort and now.lstrip("-") == column.sort:
        direction = "descending" if now.startswith("-") else "ascending"
    url = ""
    if column.sort:
        query = asked.copy()
        query.pop("page", None)
        query["sort"] = f"-{column.sort}" if direction == "ascending" else column.sort
        url = f"?{query.urlencode()}"
    return {
        "label": column.label,
        "numeric": column.numeric,
        "hidden": column.hidden,
        "direction": direction,
        "url": url,
    }


@register.inclusion_tag("components/week_grid.html")
def week_grid(
    weeks: Sequence[Week],
    caption: str,
    day_labels: Sequence[str] = ("1", "2", "3", "4", "5", "6", "7"),
    hide_caption: bool = False,
    hide_key: bool = False,
) -> dict[str, Any]:
    """Weeks by days as a real table, with the meaning of its marks below."""
    return {
        "weeks": weeks,
        "caption": caption,
        "day_labels": day_labels,
        "hide_caption": hide_caption,
        "meanings": grade_meanings(),
        "key": {} if hide_key else grade_meanings(),
    }


def grade_meanings() -> dict[str, str]:
    """Each mark of the week grid with its words, in the order of the key."""
    return {
        "full": _("Heard"),
        "most": _("Most of it"),
        "some": _("Some of it"),
        "none": _("Not done"),
        "open": _("Open now"),
        "later": _("Not open yet"),
        "queued": _("Arrived later"),
        "blank": _("Nothing planned"),
    }
