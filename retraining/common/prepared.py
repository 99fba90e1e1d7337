"""Queries whose SQL is written once in a process, for reads that everything waits for.

Django writes the SQL of a query anew each time, which for a small one costs several times what the
database needs to answer it. `allocate` holds a lock meanwhile.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import QuerySet

Row = TypeVar("Row")
Value = int | str
_INT_MARK, _STR_MARK = 2**31 - 1, "\ue000"  # fits every int column; no constant of ours is one


class Prepared(Generic[Row]):
    """One query with places for values.

    Args:
        build: gives the query for the values of its places. It is called once, with marks instead
            of values; so it may hand them to lookups, and must not look at them.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self._build = build
        self._made: _Made | None = None

    def all(self, *values: Value) -> list[Row]:
        """The rows for these values, an int or a str for each place.

        Raises:
            TypeError: a value of another type: None would need other SQL.
        """
        if self._made is None:
            self._made = _Made(self._build, values)
        return list(self._made.bound(values))

    def first(self, *values: Value) -> Row | None:
        """The first of them; the query should end with `[:1]`."""
        return next(iter(self.all(*values)), None)


class _Made:
    """The SQL of a query, and which of its parameters are places."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], values: tuple[Value, ...]) -> None:
        marks = [_mark(number, value) for number, value in enumerate(values)]
        self._rows = build(*marks)
        self._compiler = self._rows.query.get_compiler(using=self._rows.db)
        self._sql, self._params = self._compiler.as_sql()
        columns = [column[0] for column in self._compiler.select or ()]
        self._converters = self._compiler.get_converters(columns)
        held = set(marks)
        self._places = {
            at: marks.index(param)
            for at, param in enumerate(self._params)
            if isinstance(param, int | str) and param in held
        }
        if set(self._places.values()) != set(range(len(marks))):
            raise TypeError("a prepared query must send each of its values as it is")

    def bound(self, values: tuple[Value, ...]) -> QuerySet[Any, Any]:
        """The query with values in its places, not asked yet."""
        if not all(isinstance(value, int | str) for value in values):
            raise TypeError(f"a prepared query takes int and str, not {values!r}")
        params = list(self._params)
        for at, number in self._places.items():
            params[at] = type(params[at])(values[number])  # psycopg's own types of int among them
        rows, compiler = _twin(self._rows), _twin(self._compiler)
        compiler.connection = connections[rows.db]  # of this thread
        compiler.as_sql = lambda *_args, **_kwargs: (self._sql, tuple(params))
        compiler.get_converters = lambda _columns: self._converters
        rows._query = _twin(rows.query)  # by the property it would lose the shape of its rows
        rows._query.get_compiler = lambda *_args, **_kwargs: compiler
        return rows


def _twin(one: Any) -> Any:
    """An object with the same attributes; Django's own copies of a query cost more than asking."""
    twin = object.__new__(type(one))
    twin.__dict__.update(one.__dict__)
    return twin


def _mark(number: int, value: Value) -> Value:
    if isinstance(value, str):
        return f"{_STR_MARK}{number}"
    if isinstance(value, int):
        return _INT_MARK - number
    raise TypeError(f"a prepared query takes int and str, not {value!r}")
