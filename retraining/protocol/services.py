"""The only writers of protocol versions and scripts."""

import hashlib
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.audit.services import record
from retraining.protocol import folder as folders
from retraining.protocol.files import files_of
from retraining.protocol.models import VersionFiles
from retraining.trials.errors import Refused
from retraining.trials.models import Arm, Document, ProtocolVersion, Trial, TrialKind
from sessions.authoring_archive import pack
from sessions.models import Script
from sessions.scripts import text_hash


@transaction.atomic
def load(*, path: Path, by: User | None, reason: str = "") -> ProtocolVersion:
    """Load a trial folder as a new version of a test trial; the newest one where nothing changed.

    Args:
        path: the folder; its name becomes the trial's slug.
        by: who loads it; None on the command line.
        reason: why it was amended.

    Returns:
        The version.

    Raises:
        ScriptErrors: the folder has mistakes; every finding has file and line. Nothing is stored.
        Refused: the trial is live; it is amended by publishing.
    """
    found = folders.read(path)
    trial, _created = Trial.objects.get_or_create(
        slug=found.slug.replace("_", "-"),
        defaults={
            "title": found.content["trial"]["title"],
            "public_name": found.content["trial"]["public_name"],
            "kind": TrialKind.TEST,
        },
    )
    if trial.kind == TrialKind.LIVE:
        raise Refused(_("This trial is live: publish an amendment instead."))
    return store(trial=trial, found=found, path=path, by=by, reason=reason)


@transaction.atomic
def store(
    *, trial: Trial, found: folders.TrialFolder, path: Path, by: User | None, reason: str
) -> ProtocolVersion:
    """Store a folder that was read as the next version of a trial; the newest where it is the same.

    Args:
        trial: test or live.
        found: what `folder.read` made of it.
        path: the folder.
        by: who stores it; None on the command line.
        reason: why.
    """
    Trial.objects.select_for_update().get(pk=trial.pk)  # two loads at once take turns
    newest = ProtocolVersion.objects.filter(trial=trial).order_by("-number").first()
    if newest is not None and newest.sha256 == found.sha256:
        return newest
    version = ProtocolVersion.objects.create(
        trial=trial,
        number=newest.number + 1 if newest else 1,
        sha256=found.sha256,
        content=found.content,
        reason=reason,
    )
    VersionFiles.objects.create(version=version, archive=pack(files_of(path)))
    _store_documents(version, found)
    _store_scripts(version, found)
    for arm in found.content["arms"]:
        Arm.objects.update_or_create(
            trial=trial,
            slug=arm["slug"],
            defaults={"programme": arm["programme"], "ratio": arm["ratio"]},
        )
    record(
        "protocol.loaded",
        by=by,
        object_type="protocol-version",
        object_ids=[version.pk],
        trial_id=trial.pk,
        reason=reason,
    )
    return version


def _store_documents(version: ProtocolVersion, found: folders.TrialFolder) -> None:
    language = found.content["trial"]["language"]
    Document.objects.bulk_create(
        Document(
            version=version,
            key=key,
            language=language,
            text=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
        )
        for key, text in found.documents.items()
    )


def _store_scripts(version: ProtocolVersion, found: folders.TrialFolder) -> None:
    rows = []
    for slug, programme in found.programmes.items():
        for name, script in programme.scripts.items():
            path = programme.folder / name
            drawing = path.with_suffix(".svg")
            rows.append(
                Script(
                    version=version,
                    programme=slug,
                    name=path.stem,
                    kind=script.kind,
                    language=script.language,
                    minutes=int(script.minutes or 0),
                    source=path.read_text("utf-8"),
                    figure=drawing.read_text("utf-8") if drawing.is_file() else "",
                    text_hash=text_hash(script),
                    draft=script.is_draft,
                )
            )
    Script.objects.bulk_create(rows)
