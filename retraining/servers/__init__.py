"""Embedded PostgreSQL and Valkey for `make run` and the tests. Knows no Django."""
