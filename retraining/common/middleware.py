"""Gives each request an id of ours."""

import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from retraining.common.logs import request_id


class RequestIdMiddleware:
    """Sets the request's id for logs and audit, and sends it back as X-Request-ID."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(secrets.token_hex(8))
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            return response
        finally:
            request_id.reset(token)
