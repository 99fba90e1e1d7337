"""Template tags: wall time, minutes, tables with order and empty state, the week grid."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from retraining.common.ui import Cell, Column, Week


def draw(text: str, query: str = "", **values: object) -> str:
    context = Context({"request": RequestFactory().get(f"/x/?{query}"), **values})
    return Template("{% load ui %}" + text).render(context)


@pytest.mark.parametrize(
    ("utc", "shown"),
    [
        (dt.datetime(2026, 3, 29, 0, 30, tzinfo=dt.UTC), "Sunday 29 March, 01:30"),
        (dt.datetime(2026, 3, 29, 1, 30, tzinfo=dt.UTC), "Sunday 29 March, 03:30"),
        (dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC), "Sunday 25 October, 02:30"),
    ],
)
def test_wall_time_on_both_changeover_nights(utc: dt.datetime, shown: str) -> None:
    drawn = draw('{% wall when "Europe/Madrid" %}', when=utc)
    assert f">{shown}</time>" in drawn
    assert utc.astimezone(ZoneInfo("Europe/Madrid")).isoformat(timespec="minutes") in drawn


def test_wall_time_of_nothing_is_nothing() -> None:
    assert draw('{% wall when "Europe/Madrid" "stamp" %}', when=None) == ""


def test_minutes_are_rounded_down() -> None:
    assert draw("{{ s|minutes }}", s=119.9) == "1 minute"
    assert draw("{{ s|minutes }}", s=1200) == "20 minutes"
    assert draw("{{ s|minutes }}", s=None) == "0 minutes"


def test_telephone_address() -> None:
    assert draw("{{ n|tel }}", n="+34 93 640-63 50") == "+34936406350"


TABLE = '{% datatable caption="People" columns=columns empty="Nobody yet." %}{% for r in rows %}<tr><td>{{ r }}</td></tr>{% endfor %}{% enddatatable %}'  # noqa: E501
COLUMNS = [Column("Name", sort="name"), Column("Week", sort="week", numeric=True), Column("Note")]


def test_a_table_without_rows_says_so() -> None:
    drawn = draw(TABLE, columns=COLUMNS, rows=[])
    assert "Nobody yet." in drawn
    assert "<table" not in drawn


def test_order_turns_and_keeps_the_filter_but_not_the_page() -> None:
    drawn = draw(TABLE, "flag=open&page=4&sort=week", columns=COLUMNS, rows=["a"])
    assert 'aria-sort="ascending"' in drawn
    assert 'href="?flag=open&amp;sort=-week"' in drawn
    assert 'href="?flag=open&amp;sort=name"' in drawn
    assert drawn.count("aria-sort") == 1
    turned = draw(TABLE, "sort=-week", columns=COLUMNS, rows=["a"])
    assert 'aria-sort="descending"' in turned
    assert 'href="?sort=week"' in turned


def test_cells_are_escaped_once() -> None:
    drawn = draw(TABLE, columns=COLUMNS, rows=["<b>&"])
    assert "&lt;b&gt;&amp;" in drawn


def test_pages_keep_the_filter() -> None:
    page = Paginator(range(412), 50).get_page(3)
    drawn = draw('{% include "components/pagination.html" %}', "flag=open&page=3", page=page)
    assert 'href="?flag=open&amp;page=4"' in drawn
    assert "101 to 150 of 412" in drawn
    assert drawn.count('aria-current="page"') == 1


def test_one_page_needs_no_way_to_others() -> None:
    page = Paginator(range(3), 50).get_page(1)
    assert draw('{% include "components/pagination.html" %}', page=page).strip() == ""


def test_the_week_grid_is_a_table_whose_cells_have_words() -> None:
    weeks = [
        Week(
            label="Week 1",
            cells=[Cell(grade="full", text="20 of 20 min")] * 6 + [Cell(grade="later")],
        )
    ]
    drawn = draw('{% week_grid weeks caption="Minutes" %}', weeks=weeks)
    assert drawn.count('scope="row"') == 1
    assert drawn.count('scope="col"') == 8
    assert drawn.count("20 of 20 min") == 6
    assert "Not open yet" in drawn[: drawn.index("grid-key")]


def test_a_notice_stays_and_says_its_kind_in_words() -> None:
    drawn = draw(
        '{% notice tone="done" title="Saved" role="status" %}<p>{{ x }}</p>{% endnotice %}', x="<i>"
    )
    assert 'role="status"' in drawn
    assert "Saved" in drawn
    assert "&lt;i&gt;" in drawn


def test_an_unknown_icon_is_a_mistake_at_once() -> None:
    with pytest.raises(KeyError):
        draw('{% icon "nosuch" %}')
