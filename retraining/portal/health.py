"""Whether this process can reach its database."""

from django.db import Error, connection


def is_healthy() -> bool:
    """One trivial query; False instead of an error."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except Error:
        return False
    return True
