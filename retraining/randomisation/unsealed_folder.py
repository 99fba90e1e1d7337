"""The folder of an unsealing as one zip, read from the database. Unblinding: everything is open."""

import csv
import io
import zipfile

from retraining.randomisation import kept
from retraining.randomisation.coded import arm_by_code
from retraining.randomisation.export_folder import files_for
from retraining.trials.models import Trial

CODES = "codes.csv"
# The same list gives the same bytes: no file of the zip carries the time of its making.
TIMELESS = (1980, 1, 1, 0, 0, 0)


def zipped(trial: Trial) -> bytes:
    """The zip. Its folder holds what `allocation_verify --export` reads, and the key of the codes.

    Raises:
        sealing.CannotOpen: ALLOCATION_KEY is another one, or a sealed value was changed.
    """
    files = files_for(trial.slug, kept.segments_of(trial), kept.given_in(trial))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (files | {CODES: _codes(trial)}).items():
            info = zipfile.ZipInfo(f"{trial.slug}-unsealed/{name}", TIMELESS)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, data)
    return out.getvalue()


def _codes(trial: Trial) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("code", "arm"))
    writer.writerows(arm_by_code(trial).items())
    return text.getvalue().encode()
