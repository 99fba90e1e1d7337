"""Laboratory files: kept whole or not at all, corrected beside, exported without an arm."""

import csv
import io
import zipfile
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from retraining.assessments.models import LabCode, LabFile, LabResult
from retraining.assessments.samples import BadLabFile, import_results, link_codes
from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.common.access import Audience
from retraining.reporting.services import export
from retraining.trials.models import Participant
from retraining.trials.selectors import current_assignments, scope_for
from retraining.trials.services.withdrawal import withdraw
from tests import cast
from tests.assessments.test_biomarkers import GOOD, sheet
from tests.manage.pages import as_max, client_of, words

pytestmark = pytest.mark.django_db
CONTROL = GOOD | {"lab_id": "C-0001", "group": "control", "visit": "once", "value": "0.8"}
AGAIN = "The plate was measured once more"


def brought(*rows: dict[str, str], reason: str = "", rule: str = "half-lod-v1") -> LabFile:
    return import_results(
        trial=cast.the_trial(), data=sheet(*rows), name="lab.csv", rule=rule, reason=reason,
        by=cast.max_the_manager(),
    )  # fmt: skip


def refused(*rows: dict[str, str], reason: str = "") -> list[str]:
    before = (LabFile.objects.count(), LabResult.objects.count())
    with pytest.raises(BadLabFile) as error:
        brought(*rows, reason=reason)
    assert (LabFile.objects.count(), LabResult.objects.count()) == before
    return [str(finding) for finding in error.value.findings]


def linked(*pairs: tuple[str, str]) -> int:
    text = "lab_id,number\n" + "".join(f"{lab},{number}\n" for lab, number in pairs)
    return link_codes(
        trial=cast.the_trial(), data=text.encode(), name="codes.csv", by=cast.max_the_manager()
    )


def exported() -> list[dict[str, str]]:
    stella = cast.a_member_of_staff("Stella", "statistician")
    today = clock.now().date()
    scope = scope_for(current_assignments(stella, today), Audience.STATISTICS)
    with export(scope=scope, reason="Look", by=stella) as body, zipfile.ZipFile(body) as found:
        return list(csv.DictReader(io.StringIO(found.read("biomarkers.csv").decode())))


def test_a_file_is_kept_with_every_row_and_a_trace() -> None:
    file = brought(GOOD | {"value": "<LOD"}, CONTROL)
    below, control = file.results.order_by("pk")
    assert (below.value, below.below_lod, below.unit) == (Decimal("0.045"), True, "pg/mL")
    assert (control.group, control.visit, control.kit) == ("control", "once", "HS600C")
    entry = AuditEntry.objects.get(action="samples.imported")
    assert entry.object_ids == [file.pk]


def test_one_wrong_row_and_nothing_is_kept() -> None:
    assert refused(
        GOOD, GOOD | {"lab_id": "B-2", "value": "1,2"}, CONTROL | {"matrix": "urine"}
    ) == [
        "lab.csv:3: value: '1,2' has a decimal comma",
        "lab.csv:4: matrix: 'urine' is not among serum, plasma",
    ]


def test_what_only_the_trial_knows_is_said_by_row() -> None:
    brought(GOOD, CONTROL)
    assert refused(GOOD | {"visit": "week-99"}, GOOD | {"value": "3"}) == [
        "lab.csv:2: visit: the protocol has no 'week-99'",
        "lab.csv:3: this value is here already: say why, if this file puts it right",
    ]
    assert refused(CONTROL | {"group": "participant", "visit": "post"}) == [
        "lab.csv:2: group: this code stood in the other group before"
    ]
    assert refused() == ["lab.csv:0: there is no result in it"]
    assert refused(GOOD, CONTROL) == ["lab.csv:0: this is file 1, which is here already"]


def test_a_value_put_right_stands_beside_the_old_one() -> None:
    brought(GOOD)
    brought(GOOD | {"value": "1.4"}, reason=AGAIN)
    found = LabResult.objects.order_by("pk").values_list("value", "revision")
    assert list(found) == [(Decimal("1.25"), 0), (Decimal("1.4"), 1)]
    assert LabFile.objects.get(number=2).reason == AGAIN


def test_codes_are_linked_to_people_once() -> None:
    ana, bea = cast.invited("Ana"), cast.invited("Bea")
    brought(CONTROL)
    assert linked(("B-0017", ana.code)) == 1
    assert linked(("B-0017", ana.code), ("B-0018", bea.code)) == 1
    with pytest.raises(BadLabFile) as error:
        linked(("B-0017", bea.code), ("C-0001", ana.code), ("B-9", ana.code), ("B-0019", "7"))
    assert [str(finding) for finding in error.value.findings] == [
        "codes.csv:2: lab_id: this code is another person's already",
        "codes.csv:3: lab_id: this code is that of a control",
        "codes.csv:5: number: nobody in this trial has it",
    ]
    assert LabCode.objects.count() == 2
    with pytest.raises(BadLabFile, match="mended"):
        brought(GOOD | {"group": "control"})


def test_the_export_has_people_controls_and_no_arm() -> None:
    ana = cast.randomised("Ana")
    brought(GOOD, GOOD | {"lab_id": "B-0099"}, CONTROL)
    brought(GOOD | {"value": "1.40"}, reason=AGAIN)
    linked(("B-0017", ana.code))
    rows = exported()  # a code that nobody linked stays here
    assert [(r["control"], r["value"], r["revision"], r["newest"]) for r in rows] == [
        ("", "1.25", "0", "0"), ("", "1.4", "1", "1"), ("C-0001", "0.8", "0", "1"),
    ]  # fmt: skip
    assert rows[0]["id"].startswith("p")
    assert rows[2]["id"] == ""
    assert "B-0017" not in str(rows)


def test_whose_data_are_used_no_further_is_not_in_it() -> None:
    ana = cast.randomised("Ana")
    brought(GOOD)
    linked(("B-0017", ana.code))
    assert len(exported()) == 1
    withdraw(participant=ana, level="data", reason="", by=ana.user)
    assert exported() == []


def test_the_pages_count_and_show_no_value(ana: Participant) -> None:
    max_ = as_max()
    body = SimpleUploadedFile("lab.csv", sheet(GOOD | {"value": "7.77"}, CONTROL))
    form = {"file": body, "rule": "half-lod-v1", "reason": ""}
    assert max_.post("/manage/samples/results/", form)["Location"] == "/manage/samples/"
    page = max_.get("/manage/samples/")
    assert "Kept as file 1." in page.content.decode()
    assert "7.77" not in page.content.decode()
    assert "1 code of a participant's sample is not linked" in words(page)
    pairs = SimpleUploadedFile("codes.csv", f"lab_id,number\nB-0017,{ana.code}\n".encode())
    assert max_.post("/manage/samples/codes/", {"file": pairs}).status_code == 302
    assert "not linked" not in words(max_.get("/manage/samples/"))


def test_a_page_names_every_wrong_row(ana: Participant) -> None:
    wrong = sheet(GOOD | {"unit": "mg"}, CONTROL | {"fasting": "maybe"})
    form = {"file": SimpleUploadedFile("lab.csv", wrong), "rule": "lod-v1", "reason": ""}
    page = as_max().post("/manage/samples/results/", form)
    assert page.status_code == 400
    said = words(page)
    assert "Nothing was kept: the file has to be mended first." in said
    assert "unit: 'mg' is not among pg/mL, ng/L" in said
    assert "fasting: 'maybe' is not among yes, no, unknown" in said
    assert not LabFile.objects.exists()


def test_raters_and_statisticians_have_no_such_page(ana: Participant) -> None:
    for name, role in (("Rita", "rater"), ("Stella", "statistician"), ("Mona", "monitor")):
        client = client_of(cast.a_member_of_staff(name, role))
        assert client.get("/manage/samples/").status_code in (403, 404)


@pytest.fixture
def ana() -> Participant:
    return cast.invited("Ana")
