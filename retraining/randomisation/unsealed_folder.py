"""The folder of an unsealing as one zip, read from the database. Unblinding: everything is open."""

import csv
import io
import zipfile

from retraining.common import zips
from retraining.randomisation import kept
from retraining.randomisation.coded import arm_by_code
from retraining.randomisation.export_folder import files_for
from retraining.trials.models import Trial

CODES = "codes.csv"


def zipped(trial: Trial) -> bytes:
    """The zip. Its folder holds what `allocation_verify --export` reads, and the key of the codes.

    Raises:
        sealing.CannotOpen: ALLOCATION_KEY is another one, or a sealed value was changed.
    """
    files = files_for(trial.slug, kept.segments_of(trial), kept.given_in(trial))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (files | {CODES: _codes(trial)}).items():
            archive.writestr(zips.entry(f"{trial.slug}-unsealed/{name}"), data)
    return out.getvalue()


def _codes(trial: Trial) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("code", "arm"))
    writer.writerows(arm_by_code(trial).items())
    return text.getvalue().encode()
