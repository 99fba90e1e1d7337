"""Log lines carry the request's id and never a name, an address or a token."""

import logging
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="-")


class RequestIdFilter(logging.Filter):
    """Adds `request_id` to each record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


class NoAddressFilter(logging.Filter):
    """Keeps the traceback of a failed request and drops its address: a token may stand in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = "a request failed", ()
        return True
