"""Reads the source: which functions write rows, and which of them leave an audit entry.

By the syntax tree alone. A function writes where it calls a manager or a row to create, change or
delete, or holds SQL that does; it records where it, or a function it names, names
`audit.services.record`. What it does not see: two writes of one function, one of them with an
entry.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RECORD = "retraining.audit.services:record"
SQL = re.compile(r"\s*(insert\s+into|update\s+\S+\s+set|delete\s+from|merge\s+into|copy)\b", re.I)
CREATES = {"create", "bulk_create", "get_or_create", "update_or_create", "bulk_update"}


@dataclass
class Module:
    """One file: what its names mean, and its functions (those of a class as "Class.name")."""

    name: str
    names: dict[str, str] = field(default_factory=dict)  # alias -> dotted name
    functions: dict[str, set[str]] = field(default_factory=dict)  # what each of them mentions
    writers: set[str] = field(default_factory=set)

    def add(self, name: str, tree: ast.AST) -> None:
        """One more function."""
        self.functions[name] = set(_mentions(tree))
        if writes(tree):
            self.writers.add(name)


def sources() -> dict[str, str]:
    """{module: text} of the product; made-up trials and migrations are not people's acts."""
    found = {}
    for path in [*ROOT.glob("retraining/**/*.py"), *ROOT.glob("sessions/**/*.py")]:
        parts = path.relative_to(ROOT).with_suffix("").parts
        if "migrations" in parts or parts[:2] in {
            ("retraining", "demo"),
            ("retraining", "servers"),
        }:
            continue
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = path.read_text("utf-8")
    return found


@cache
def parsed(name: str, text: str) -> Module:
    """The names and functions of one file."""
    module = Module(name)
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                module.names[one.asname or one.name.split(".")[0]] = one.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                module.names[one.asname or one.name] = f"{node.module}.{one.name}"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            module.add(node.name, node)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name) and _is_handed_on(node.value):
                    module.add(target.id, node.value)
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    module.add(f"{node.name}.{inner.name}", inner)
    return module


def _is_handed_on(value: ast.expr) -> bool:
    """Whether a constant is a table of functions, or SQL that writes."""
    return isinstance(value, ast.Dict | ast.Tuple) or writes(value)


def _mentions(function: ast.AST) -> Iterator[str]:
    """Names, and dotted ones, that stand in a function."""
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            text = ast.unparse(node)
            if text.startswith("self.") or text.replace(".", "").replace("_", "").isalnum():
                yield text


def writes(function: ast.AST) -> bool:
    """Whether the function itself creates, changes or deletes rows."""
    for node in ast.walk(function):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value):
            return True
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        act, on = node.func.attr, ast.unparse(node.func.value)
        if act in CREATES:
            return True
        if act == "update" and node.keywords and not node.args:
            return True
        if act == "delete" and not node.args and "cache" not in on:
            return True
        if act == "save" and not on.startswith(("super()", "form")):
            return True
    return False


class Code:
    """All modules, and who names whom."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.modules = {name: parsed(name, text) for name, text in texts.items()}
        self.named: dict[str, set[str]] = {}
        self.by: dict[str, set[str]] = defaultdict(set)
        for module in self.modules.values():
            for name, mentions in module.functions.items():
                mine = f"{module.name}:{name}"
                self.named[mine] = set(self._named_in(module, name, mentions)) - {mine}
                for other in self.named[mine]:
                    self.by[other].add(mine)
        self.recorders = self._reaching(RECORD)

    def writers(self) -> list[str]:
        """Every function that writes."""
        return sorted(
            f"{module.name}:{name}" for module in self.modules.values() for name in module.writers
        )

    def _named_in(self, module: Module, own: str, mentions: Iterable[str]) -> Iterator[str]:
        for text in mentions:
            if text.startswith("self.") and "." in own:
                yield f"{module.name}:{own.split('.')[0]}.{text.split('.')[-1]}"
            else:
                yield from self._function(module, text)

    def _function(self, module: Module, text: str) -> Iterator[str]:
        """What a name in a module stands for, through imports of imports; a class: its methods."""
        head, _dot, rest = text.partition(".")
        if head in module.names:
            yield from self._dotted(f"{module.names[head]}.{rest}".rstrip("."))
        else:
            yield from self._own(module, text)

    def _dotted(self, name: str) -> Iterator[str]:
        parts = name.split(".")
        for cut in range(len(parts) - 1, 0, -1):
            module = self.modules.get(".".join(parts[:cut]))
            if module is not None:
                rest = ".".join(parts[cut:])
                if rest.split(".")[0] in module.functions or rest.split(".")[0] not in module.names:
                    yield from self._own(module, rest)
                else:
                    yield from self._function(module, rest)
                return

    def _own(self, module: Module, text: str) -> Iterator[str]:
        if text in module.functions:
            yield f"{module.name}:{text}"
        yield from (
            f"{module.name}:{one}" for one in module.functions if one.startswith(f"{text}.")
        )

    def _reaching(self, goal: str) -> set[str]:
        found, waiting = {goal}, [goal]
        while waiting:
            for caller in self.by[waiting.pop()] - found:
                found.add(caller)
                waiting.append(caller)
        return found

    def without_entry(self, own_record: Iterable[str], parts: Iterable[str]) -> list[str]:
        """Functions that write and leave no audit entry.

        Args:
            own_record: functions whose rows are their own record.
            parts: functions that are a part of others' acts, as private ones are: whoever names
                them has to leave the entry.
        """
        excused, inner = set(own_record), set(parts)

        def covered(function: str, seen: frozenset[str]) -> bool:
            if function in self.recorders or function in excused or function in seen:
                return True
            parts = function.split(":")[1].split(".")
            private = parts[0].isupper() or any(part.startswith("_") for part in parts)
            callers = self.by[function]
            if not (private or function in inner) or not callers:
                return False
            return all(covered(caller, seen | {function}) for caller in callers)

        return [one for one in self.writers() if not covered(one, frozenset())]
