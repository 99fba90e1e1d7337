"""Embedded PostgreSQL and Valkey for `make run` and the tests. Standard library only, knows no Django."""
