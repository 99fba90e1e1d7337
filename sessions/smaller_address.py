"""Where the smaller file of a sound lies. Pure, and without the encoder: every web process asks."""

import hashlib
import json

BIT_RATE = 32_000


def smaller_address(of: str) -> str:
    """Name of the smaller file: the hash of its inputs, as every media address is.

    Args:
        of: address of the file that it is made from.
    """
    inputs = {"of": of, "bit_rate": BIT_RATE}
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()
