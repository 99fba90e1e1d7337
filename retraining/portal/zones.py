"""Time zones as people know them: by continent and town. Pure."""

from retraining.common import clock

CONTINENTS = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


def town(zone: str) -> str:
    """The last part of a zone's name, such as "Buenos Aires" for America/Argentina/Buenos_Aires."""
    return zone.rpartition("/")[2].replace("_", " ")


def grouped(current: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every zone that has a town, by continent, ready for a select.

    Args:
        current: the zone now chosen; offered even where it is one without a town.

    Returns:
        [(continent, [(zone, town), ...]), ...], both in alphabetical order.
    """
    names = sorted(clock.zones(), key=town)
    groups = [
        (continent, [(zone, town(zone)) for zone in names if zone.startswith(f"{continent}/")])
        for continent in CONTINENTS
    ]
    if current.partition("/")[0] not in CONTINENTS:
        groups.insert(0, (current, [(current, town(current))]))
    return groups
