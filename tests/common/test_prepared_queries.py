"""A prepared query answers as the query that it was made from, for other values each time."""

from threading import Thread

import pytest
from django.db import connections
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from retraining.common.prepared import Prepared
from retraining.trials.models import Participant, Site
from tests import cast

DATABASE = pytest.mark.django_db


def _at_site() -> Prepared[Participant]:
    return Prepared(
        lambda site, zone: (
            Participant.objects.select_related("site")
            .filter(Q(site=site) | Q(site__isnull=True), time_zone=zone)
            .order_by("-pk")[:2]
        )
    )


@DATABASE
def test_the_rows_are_those_of_the_values_asked_for() -> None:
    people = [cast.invited(f"P{n}") for n in range(3)]
    zone, query = people[0].time_zone, _at_site()
    assert query.all(people[0].site_id, zone) == [people[2], people[1]]
    assert query.all(people[0].site_id, "Pacific/Apia") == []
    assert query.all(people[0].site_id + 1, zone) == []
    assert query.first(people[0].site_id, zone) == people[2]
    assert query.first(people[0].site_id + 1, zone) is None


@DATABASE
def test_rows_written_later_are_seen_and_related_ones_come_along() -> None:
    first, query = cast.invited("Ana"), _at_site()
    assert query.all(first.site_id, first.time_zone) == [first]
    second = cast.invited("Bea")
    with CaptureQueriesContext(connections["default"]) as asked:
        [newest, _older] = query.all(first.site_id, first.time_zone)
        assert (newest.code, newest.site.slug) == (second.code, first.site.slug)
    assert len(asked) == 1


@DATABASE
def test_values_lists_keep_their_shape_and_their_conversions() -> None:
    person = cast.invited("Ana")
    flat = Prepared(lambda pk: Participant.objects.filter(pk=pk).values_list("code", flat=True))
    pairs = Prepared(
        lambda pk: Participant.objects.filter(pk=pk).values_list("code", "trial__slug")
    )
    content = Prepared(
        lambda pk: Participant.objects.filter(pk=pk).values_list("version__content", flat=True)
    )
    assert flat.first(person.pk) == person.code
    assert pairs.all(person.pk) == [(person.code, person.trial.slug)]
    assert content.first(person.pk) == person.version.content


@DATABASE
def test_a_value_cannot_change_the_statement() -> None:
    query = Prepared(lambda slug: Site.objects.filter(slug=slug))
    assert query.all("madrid") == list(Site.objects.filter(slug="madrid")) != []
    assert query.all("madrid' or '1'='1") == []
    assert query.all("%s") == []


@DATABASE
@pytest.mark.parametrize("value", [None, 1.5, [1]])
def test_a_value_that_would_need_other_sql_is_refused(value: object) -> None:
    made = Prepared(lambda pk: Site.objects.filter(pk=pk))
    with pytest.raises(TypeError, match="int and str"):
        made.all(value)  # type: ignore[arg-type]
    made.all(1)
    with pytest.raises(TypeError, match="int and str"):
        made.all(value)  # type: ignore[arg-type]


@DATABASE
def test_a_query_that_changes_its_value_is_refused() -> None:
    upper = Prepared(lambda slug: Site.objects.filter(slug=slug.upper() + "!"))
    with pytest.raises(TypeError, match="as it is"):
        upper.all("madrid")


def test_threads_share_a_query_and_each_asks_by_its_own_connection(committed_db: str) -> None:
    people = [cast.invited(f"P{n}") for n in range(8)]
    query = Prepared(lambda pk: Participant.objects.filter(pk=pk).values_list("code", flat=True))
    found: dict[int, list[str]] = {}

    def ask(pk: int) -> None:
        found[pk] = [code for _ in range(50) for code in query.all(pk)]
        connections.close_all()

    threads = [Thread(target=ask, args=(person.pk,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {person.pk: [person.code] * 50 for person in people}
