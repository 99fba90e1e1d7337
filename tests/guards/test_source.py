"""Rules that the source keeps: one clock, no queries in views, no registry's name, one label."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
CLOCK = "retraining/common/clock.py"
# The servers run before Django and keep no facts; their time is a waiting time.
NAIVE = {"datetime.now", "datetime.utcnow", "date.today", "timezone.now", "datetime.today"}


def sources() -> list[Path]:
    """Our own Python files."""
    found = [*ROOT.glob("retraining/**/*.py"), *ROOT.glob("sessions/**/*.py")]
    return [path for path in found if "migrations" not in path.parts]


def calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


def other_clocks(text: str) -> list[int]:
    """Lines that ask another clock than ours."""
    return [
        line
        for line, name in calls(ast.parse(text))
        if any(name == bad or name.endswith(f".{bad}") for bad in NAIVE)
    ]


def test_there_is_one_clock() -> None:
    files = [path for path in sources() if str(path.relative_to(ROOT)) != CLOCK]
    assert len(files) > 100
    assert {str(p): found for p in files if (found := other_clocks(p.read_text("utf-8")))} == {}


def test_the_clock_guard_can_fail() -> None:
    assert other_clocks("import datetime\nx = datetime.date.today()\ny = timezone.now()") == [2, 3]


def queries(text: str) -> list[int]:
    """Lines that reach for a model's manager."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute)
        and node.attr == "objects"
        and isinstance(node.value, ast.Name)
        and node.value.id[:1].isupper()
        and node.value.id != "Participant"
    ]


def is_view_file(path: Path) -> bool:
    return path.name.startswith("views") or "views" in path.parts


def test_no_view_queries_a_model() -> None:
    views = [path for path in sources() if is_view_file(path)]
    assert len(views) > 5
    assert {str(p): found for p in views if (found := queries(p.read_text("utf-8")))} == {}


def test_the_query_guard_can_fail() -> None:
    assert queries("def view(request):\n    return Site.objects.all()") == [2]


def tracked_text() -> Iterator[tuple[str, str]]:
    names = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    for name in names:
        try:
            yield name, (ROOT / name).read_text("utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue


REGISTRIES = re.compile(
    "|".join(
        re.escape(name)
        for name in ("pypi" + ".org", "python" + "hosted", "npm" + "js.", "deb" + "ian.org")
    )
    + r'|https?://[^ "]+/(simple|packages/[0-9a-f]{2})(/|")|"resolved": *"https?://'
)


def test_no_registry_stands_in_the_tree() -> None:
    files = list(tracked_text())
    assert len(files) > 100
    assert [name for name, text in files if REGISTRIES.search(text)] == []
    assert not [name for name, _ in files if name.endswith(("uv.lock", "pylock.toml"))]


def test_the_registry_guard_can_fail() -> None:
    assert REGISTRIES.search('"resolved": ' + '"https://host.example/a.tgz"')
    assert REGISTRIES.search("https://files.python" + "hosted.example/x")


def test_guided_sessions_keep_their_label() -> None:
    assert apps.get_app_config("guided_sessions").name == "sessions"
    assert apps.get_app_config("sessions").name == "django.contrib.sessions"


def test_no_model_is_called_session() -> None:
    ours = [
        m for m in apps.get_models() if m.__module__.split(".")[0] in ("retraining", "sessions")
    ]
    assert ours
    assert "Session" not in {model.__name__ for model in ours}


def test_no_test_empties_the_cache_that_others_use() -> None:
    tests = list((ROOT / "tests").rglob("*.py"))
    assert len(tests) > 100
    emptied = "cache" + ".clear("
    assert [str(path) for path in tests if emptied in path.read_text("utf-8")] == []
