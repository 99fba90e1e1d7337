"""One more file of the export: a made-up arm before the list is unsealed, the code A or B after.

The dummy is drawn from a seed and the ids alone: no arm is read for it.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from retraining.randomisation.coded import people_by_code
from retraining.reporting.datasets.columns import Column, Dataset, Type
from retraining.reporting.datasets.people import Person
from retraining.trials.models import Arm, DateKind, Trial

SEED_BYTES = 8


class Arms(StrEnum):
    """What an export says of arms."""

    POOLED = "pooled"
    DUMMY = "dummy"
    CODE = "code"


@dataclass(frozen=True)
class ArmFile:
    """The extra file, and what the note says of arms.

    Args:
        dataset: the file.
        words: for README.txt.
    """

    dataset: Dataset["ArmRow"]
    words: str


@dataclass(frozen=True)
class ArmRow:
    """A person who was randomised, with a dummy or a code."""

    id: str
    value: str


POOLED_WORDS = """\
  Everybody who agreed to take part, of every programme together. Which programme a person follows
  is not here, nor anything that it could be told from. No names, no addresses, no free text."""
DUMMY_WORDS = """\
{pooled}

THE DUMMY ARM IS NOT THE ARM
  {file} deals the people who were randomised out to {arms} made-up arms, by dice that know
  nothing of them but their id. It is for trying out the analysis: no difference between dummy arms
  says anything of the programmes. The same seed and people give the same dummy arms again.
  Seed: {seed}"""
CODE_WORDS = """\
  Everybody who agreed to take part. {file} has the code, A or B, of those who were
  randomised; which programme a code stands for is not here. The list was unsealed after the
  analysis plan was filed and all answers were final. No names, no addresses, no free text."""

DUMMY_FILE, CODE_FILE = "dummy_arms.csv", "arm_codes.csv"
ID = Column[ArmRow](
    "id",
    "The person, as in the other files.",
    Type.ID,
    lambda row: row.id,
    ("trials.Participant.id",),
)


def dummy(trial: Trial, people: Sequence[Person], seed: str) -> ArmFile:
    """Deal the randomised people out to made-up arms of equal size.

    They are ordered by a keyed hash of their ids (HMAC-SHA-256, RFC 2104) and dealt in turn, so the
    dummy follows from seed and ids alone, whatever the true arms are.

    Args:
        trial: how many arms there are.
        people: of the export.
        seed: any words; empty: drawn afresh.
    """
    seed = seed.strip() or secrets.token_hex(SEED_BYTES)
    arms = Arm.objects.filter(trial=trial).count()

    def place(person: Person) -> bytes:
        return hmac.digest(
            seed.encode(), f"dummy:{trial.slug}:{person.id}".encode(), hashlib.sha256
        )

    drawn = sorted((one for one in people if DateKind.RANDOMISED in one.days), key=place)
    values = {one.pk: f"dummy-{number % arms + 1}" for number, one in enumerate(drawn)}
    column = Column[ArmRow](
        "dummy_arm",
        "NOT the arm: made up by dice for this export, to try out the analysis.",
        Type.TEXT,
        lambda row: row.value,
        ("trials.ParticipantDate.kind",),
        allowed="|".join(f"dummy-{number + 1}" for number in range(arms)),
    )
    words = DUMMY_WORDS.format(pooled=POOLED_WORDS, file=DUMMY_FILE, arms=arms, seed=seed)
    row = "a person who was randomised, with a made-up arm"
    return ArmFile(_dataset(DUMMY_FILE, row, column, values), words)


def code(trial: Trial) -> ArmFile:
    """The true code of everybody who was randomised. The caller has made sure of the unsealing."""
    coded = people_by_code(trial)
    values = {pk: letter for letter, people in coded.items() for pk in people}
    column = Column[ArmRow](
        "arm_code",
        "Code of the person's arm. Which programme it stands for is not here.",
        Type.TEXT,
        lambda row: row.value,
        ("randomisation.Allocation.arm",),
        allowed="|".join(coded),
    )
    row = "a person who was randomised, with the code of the arm"
    words = CODE_WORDS.format(file=CODE_FILE)
    return ArmFile(_dataset(CODE_FILE, row, column, values), words)


def _dataset(
    name: str, row: str, column: Column[ArmRow], values: Mapping[int, str]
) -> Dataset[ArmRow]:
    def read(people: Sequence[Person]) -> list[ArmRow]:
        return [ArmRow(one.id, values[one.pk]) for one in people if one.pk in values]

    return Dataset(name, row, (ID, column), read)
