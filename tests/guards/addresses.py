"""Walks every address."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver


def every_pattern(
    patterns: list[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """(address, pattern) of every view below these patterns."""
    for entry in patterns:
        here = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from every_pattern(entry.url_patterns, here)
        else:
            yield here, entry
