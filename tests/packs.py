"""Text packs with made-up words, so that a test trial has all it needs."""

from datetime import date

from retraining.assessments import packs
from retraining.instruments import registry
from tests import cast


def a_pack(code: str = "aaq-ii", expires: date | None = None) -> bytes:
    """A complete pack in English."""
    instrument = registry.get(code)
    lines = [
        "format = 1", f'instrument = "{code}"', f'version = "{instrument.version}"',
        'language = "en"', "[licence]", 'number = "L-1"', 'holder = "A clinic"',
    ]  # fmt: skip
    lines += [f"expires = {expires}"] if expires else []
    lines += ["[texts]", *(f'"{key}" = "Words of {key}"' for key in instrument.text_keys())]
    return "\n".join(lines).encode()


def load_all() -> None:
    """Every pack that the newest protocol of the test trial needs."""
    for one in packs.needed_for(cast.the_trial()):
        packs.load(trial=cast.the_trial(), data=a_pack(one.instrument), path="x.toml", by=None)
