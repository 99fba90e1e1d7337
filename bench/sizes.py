"""`make check`: fails over 400 lines a file or 60 a function, 120 a template, 20 a view."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

FILE, FUNCTION, VIEW, TEMPLATE, TEST = 400, 60, 20, 120, 300
WARN_FILE = 300


def _tracked(pattern: str) -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files", pattern], capture_output=True, text=True, check=True
    ).stdout.split()
    return [Path(n) for n in names if Path(n).is_file() and "vendor" not in n]


def _functions(path: Path) -> Iterator[tuple[ast.FunctionDef, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.end_lineno:
            yield node, node.end_lineno - node.lineno + 1


def _is_view(node: ast.FunctionDef) -> bool:
    calls = [d for d in node.decorator_list if isinstance(d, ast.Call)]
    return any(ast.unparse(call.func) == "access" for call in calls)


def findings() -> Iterator[str]:
    """Everything over a limit."""
    for path in _tracked("*.py"):
        if "migrations" in path.parts:
            continue
        length = len(path.read_text("utf-8").splitlines())
        limit = TEST if path.parts[0] == "tests" else FILE
        if length > limit:
            yield f"{path}: {length} lines, {limit} are allowed"
        for node, lines in _functions(path):
            most = VIEW if _is_view(node) else FUNCTION
            if lines > most:
                yield f"{path}:{node.lineno}: {node.name} has {lines} lines, {most} are allowed"
    for path in _tracked("*.html"):
        length = len(path.read_text("utf-8").splitlines())
        if length > TEMPLATE:
            yield f"{path}: {length} lines, {TEMPLATE} are allowed"


def main() -> int:
    """Print the findings; 1 where there are any."""
    found = list(findings())
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
