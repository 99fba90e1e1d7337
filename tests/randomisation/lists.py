"""Allocation lists written by hand, so that a test knows each place before it is used."""

from collections.abc import Mapping, Sequence

from retraining.randomisation.models import ListSegment
from retraining.randomisation.services import load_list
from tests import cast

LETTERS = {"m": "mair", "r": "relaxation"}
STRATA = tuple(
    f"site={site};impact={impact}" for site in ("leeds", "madrid") for impact in ("low", "high")
)


def csv_of(strata: Mapping[str, Sequence[str]]) -> bytes:
    """A list-keeper's file: {stratum label: blocks such as "rmmr"}."""
    lines = ["stratum,position,block,block_size,arm"]
    for label, blocks in strata.items():
        position = 0
        for number, block in enumerate(blocks, start=1):
            for letter in block:
                position += 1
                lines.append(f"{label},{position},{number},{len(block)},{LETTERS[letter]}")
    return ("\n".join(lines) + "\n").encode()


def the_list(**blocks: Sequence[str]) -> ListSegment:
    """Every stratum with one block "rm", but for those given as `madrid_low=["rmmr"]`."""
    strata = {label: ["rm"] for label in STRATA}
    for name, wanted in blocks.items():
        site, impact = name.split("_")
        strata[f"site={site};impact={impact}"] = list(wanted)
    return load_list(trial=cast.the_trial(), csv=csv_of(strata), by=None)
