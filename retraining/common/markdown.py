"""Markdown to HTML for documents that people read. Raw HTML stays text; scripts cannot get in."""

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_PARSER = MarkdownIt("commonmark", {"html": False})


def render(text: str, *, below: int = 0) -> SafeString:
    """The HTML of a Markdown text.

    Args:
        text: Markdown; tags in it are shown as they are written, addresses of a dangerous scheme
            (javascript:, data:) are not made into links.
        below: by how many levels its headings move down, for a text within a page.

    Returns:
        Safe HTML.
    """
    tokens = _PARSER.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + below, 6)}"
    return mark_safe(_PARSER.renderer.render(tokens, _PARSER.options, {}))  # noqa: S308 - html is off


def title(text: str) -> str:
    """The first heading of a Markdown text, or nothing."""
    for line in text.splitlines():
        if line.startswith("# "):
            return line[2:].strip()
    return ""
