"""Markdown to HTML for documents that people read. Raw HTML stays text; scripts cannot get in."""

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_PARSER = MarkdownIt("commonmark", {"html": False})


def render(text: str) -> SafeString:
    """The HTML of a Markdown text.

    Args:
        text: Markdown; tags in it are shown as they are written, addresses of a dangerous scheme
            (javascript:, data:) are not made into links.

    Returns:
        Safe HTML.
    """
    return mark_safe(_PARSER.render(text))  # noqa: S308 - escaped by the parser, html is off


def title(text: str) -> str:
    """The first heading of a Markdown text, or nothing."""
    for line in text.splitlines():
        if line.startswith("# "):
            return line[2:].strip()
    return ""
