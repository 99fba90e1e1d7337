"""For pages whose own address is a key: it must not travel on, nor stay in a cache."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponse]


def keeps_its_address(view: View) -> View:
    """Send no path to any other page, not even to our own style sheets.

    "no-referrer" would do so too, but browsers then send `Origin: null` with the page's own form,
    which the protection against forged requests rightly refuses.
    """

    @wraps(view)
    def kept(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        response["Referrer-Policy"] = "strict-origin"
        return response

    return never_cache(kept)
