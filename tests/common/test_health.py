"""Supervisors are told whether the database answers; people get a page that needs none."""

import pytest
from django.db import OperationalError
from django.test import Client

from retraining.portal import health


@pytest.mark.django_db
def test_a_working_install_is_healthy(client: Client) -> None:
    response = client.get("/healthz/")
    assert (response.status_code, response.json()) == (200, {"healthy": True})


@pytest.mark.django_db
def test_a_lost_database_is_said_without_a_traceback(client: Client, monkeypatch) -> None:
    class Gone:
        def cursor(self) -> None:
            raise OperationalError("the server is gone")

    monkeypatch.setattr(health, "connection", Gone())
    response = client.get("/healthz/")
    assert (response.status_code, response.json()) == (503, {"healthy": False})
