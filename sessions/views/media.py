"""The files of a plan item: audio by ranges, the sentences with their times, the drawing."""

from collections.abc import Iterator
from pathlib import Path

from django.db import connections
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from retraining.common.access import Audience, access
from retraining.trials.requests import ParticipantRequest
from sessions import playing
from sessions.cues import webvtt
from sessions.ranges import Part, Unsatisfiable, wanted

CHUNK = 64 * 1024
TYPE = "audio/mp4"
# An own copy may be kept, but is asked about before it is used: it is this person's alone.
CACHING = "private, no-cache"
ONLY_A_PICTURE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@access(Audience.PARTICIPANT)
@require_safe
def audio(request: ParticipantRequest, item_id: int, background: str) -> HttpResponseBase:
    """The one file of a guided session with this background."""
    file = playing.audio_of(request.participant, item_id, background)
    if file is None:
        raise Http404
    _give_connections_back()
    return send_file(request, file.path, etag=f'"{file.sha256}"')


@access(Audience.PARTICIPANT)
@require_safe
def cues(request: ParticipantRequest, item_id: int) -> HttpResponse:
    """The sentences as WebVTT."""
    found = playing.cues_of(request.participant, item_id)
    if found is None:
        raise Http404
    return HttpResponse(
        webvtt(found), "text/vtt; charset=utf-8", headers={"Cache-Control": CACHING}
    )


@access(Audience.PARTICIPANT)
@require_safe
def figure(request: ParticipantRequest, item_id: int) -> HttpResponse:
    """The drawing of a reading."""
    drawing = playing.figure_of(request.participant, item_id)
    if drawing is None:
        raise Http404
    headers = {"Cache-Control": CACHING, "Content-Security-Policy": ONLY_A_PICTURE}
    return HttpResponse(drawing, "image/svg+xml", headers=headers)


def send_file(request: HttpRequest, path: Path, *, etag: str) -> HttpResponseBase:
    """A file or the part of it that is asked for.

    Args:
        request: GET or HEAD, with Range, If-Range and If-None-Match as they came. Ranges are for
            GET only (RFC 9110, 14.2): a HEAD tells of the whole.
        path: an existing file.
        etag: its tag, with quotes.

    Returns:
        200 with the whole, 206 with one part of at most 1 MiB, 304, or 416.
    """
    size, headers = path.stat().st_size, _headers(path, etag)
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers=headers)
    try:
        part = wanted(
            request.headers.get("Range", "") if request.method == "GET" else "",
            size,
            etag=etag,
            last_modified=headers["Last-Modified"],
            if_range=request.headers.get("If-Range", ""),
        )
    except Unsatisfiable:
        return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    if part is not None:
        headers["Content-Range"] = f"bytes {part.start}-{part.end}/{size}"
    sent = part or Part(0, size - 1)
    headers["Content-Length"] = str(sent.length)
    body = iter(()) if request.method == "HEAD" else _read(path, sent)
    status = 200 if part is None else 206
    return StreamingHttpResponse(body, status=status, content_type=TYPE, headers=headers)


def _headers(path: Path, etag: str) -> dict[str, str]:
    return {
        "Accept-Ranges": "bytes",
        "ETag": etag,
        "Last-Modified": http_date(path.stat().st_mtime),
        "Cache-Control": CACHING,
    }


def _give_connections_back() -> None:
    """From here on only bytes are sent: a slow phone must not keep a database connection."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()


def _read(path: Path, part: Part) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(part.start)
        left = part.length
        while left > 0 and (data := file.read(min(CHUNK, left))):
            left -= len(data)
            yield data
