"""Context of the edit history: user and request id, never the address (a token may stand in it)."""

from typing import Any

import pghistory.middleware
from django.http import HttpRequest

from retraining.common.logs import request_id


class HistoryMiddleware(pghistory.middleware.HistoryMiddleware):
    """Names the person and the request on each row of edit history."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        user = getattr(request, "user", None)
        return {"user": user.pk if user is not None else None, "request": request_id.get()}
