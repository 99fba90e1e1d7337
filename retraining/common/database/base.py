"""Django's PostgreSQL backend, refusing to guess a database when DATABASE_URL is missing."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """The stock backend; libpq would otherwise try a local database named after the system user."""

    def get_connection_params(self) -> dict[str, Any]:
        if not self.settings_dict["NAME"]:
            raise ImproperlyConfigured(
                "DATABASE_URL is not set: give postgresql://user:password@host/name, "
                "or start the embedded servers with `make run`"
            )
        return dict(super().get_connection_params())
