"""What kind of fact a database field holds. Every field of every table carries one."""

from enum import StrEnum


class Holds(StrEnum):
    """The five field classes; exports, the codebook and erasure read them."""

    IDENTIFYING = "identifying"  # leads to a person: address, name, telephone, free text
    HEALTH = "health"  # what a participant reported or did
    TRIAL = "trial"  # how the trial runs: dates, visits, roles
    UNBLINDING = "unblinding"  # an arm, or what an arm can be told from
    TECHNICAL = "technical"  # keys, ids, states of machinery
