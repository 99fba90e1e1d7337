"""Student's t distribution for whole degrees of freedom, in the standard library alone."""

import math

CLOSE = 1e-14


def central_probability(t: float, df: int) -> float:
    """Return the probability that a t value lies between -t and t.

    The finite series of Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.7.3
    for odd and 26.7.4 for even degrees of freedom.

    Args:
        t: 0 or more.
        df: degrees of freedom, from 1.

    Returns:
        From 0 to 1.

    Raises:
        ValueError: a negative t or no degree of freedom.
    """
    if df < 1 or t < 0:
        raise ValueError("t must not be negative, and df must be at least 1")
    angle = math.atan2(t, math.sqrt(df))
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = df % 2
    # Odd: cos (1 + 2/3 cos^2 + 2x4/3x5 cos^4 ...); even: 1 + 1/2 cos^2 + 1x3/2x4 cos^4 ...
    # The terms fall, so a tail that no longer counts is left out.
    term, total = (cosine if odd else 1.0), 0.0
    for step in range(2 + odd, df + 1, 2):
        total += term
        term *= (step - 1) / step * cosine**2
        if term < CLOSE * total:
            break
    return 2 / math.pi * (angle + sine * total) if odd else sine * total


def quantile(level: float, df: int) -> float:
    """Return the t below which a value lies between -t and t with this probability.

    Found by halving an interval, to the last digits that a float holds.

    Args:
        level: above 0 and below 1, such as 0.95.
        df: degrees of freedom, from 1.

    Raises:
        ValueError: a level that is no probability, or no degree of freedom.
    """
    if not 0 < level < 1:
        raise ValueError("the level must lie between 0 and 1")
    high = 1.0
    while central_probability(high, df) < level:
        high *= 2
    low = 0.0
    while low < (middle := (low + high) / 2) < high:
        if central_probability(middle, df) < level:
            low = middle
        else:
            high = middle
    return high
