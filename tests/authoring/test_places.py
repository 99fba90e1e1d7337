"""A zip may be a whole trial or one programme of it; the trial that comes of it is whole."""

import pytest

from sessions.authoring_archive import ArchiveErrors
from sessions.authoring_places import changed, placed
from tests.authoring.zips import files_of


def programme(slug: str) -> dict[str, bytes]:
    inside = f"{slug}/"
    return {n.removeprefix(inside): c for n, c in files_of().items() if n.startswith(inside)}


def test_a_trial_may_lie_in_a_folder_of_any_name() -> None:
    files = files_of()
    assert placed(files, {}) == files
    assert placed({f"my trial/{name}": content for name, content in files.items()}, {}) == files


def test_a_programme_takes_the_place_of_the_one_that_is_there() -> None:
    new = programme("mair") | {"w1-core.md": b"other words"}
    del new["w8-short.md"]
    for uploaded in (new, {f"folder/{name}": content for name, content in new.items()}):
        trial = placed(uploaded, files_of())
        assert trial["mair/w1-core.md"] == b"other words"
        assert changed(trial, files_of()) == (["mair/w1-core.md"], ["mair/w8-short.md"])


def test_a_programme_without_its_listing_keeps_the_one_that_is_there() -> None:
    new = programme("mair")
    del new["rendered.json"]
    assert placed(new, files_of()) == files_of()


def test_what_is_neither_is_refused() -> None:
    with pytest.raises(ArchiveErrors, match="there is neither a"):
        placed({"a/w1.md": b"", "b/w1.md": b""}, files_of())


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        (b'slug = "other"', "the trial has no programme other; it has mair, relaxation"),
        (b"", "no programme without a slug"),
        (b"slug = [", "not readable as TOML"),
        (b"slug = 3", "no programme without a slug"),
    ],
)
def test_a_programme_that_the_trial_does_not_have_is_refused(toml: bytes, words: str) -> None:
    with pytest.raises(ArchiveErrors, match=words):
        placed(programme("mair") | {"programme.toml": toml}, files_of())


def test_a_programme_without_a_trial_is_refused() -> None:
    with pytest.raises(ArchiveErrors, match="upload the whole trial first"):
        placed(programme("mair"), {})
