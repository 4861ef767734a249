"""The dialog engine as machine code: `python -m bot.compiling` compiles it with mypyc, in place, for the folder it is
called in. Python then takes the compiled modules instead of their sources, so this is for what is built and not edited
any more: the copy that `benchmarks.engine --compiled` makes of the program. It needs a C
compiler and `requirements/compile.lock`; the program itself needs neither (docs/adr/0011-engine-compiled.md)."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ENGINE = "dialogs.engine"
_OURS = frozenset({"dialogs", "nlu"})
"""The packages in which the engine's modules stand."""


def engine_modules(root: Path) -> list[Path]:
    """The engine's module and every module of ours it comes to import, from `root`: nothing else is worth compiling."""
    found: dict[str, Path] = {}
    ahead = [ENGINE]
    while ahead:
        name = ahead.pop()
        path = root / f"{name.replace('.', '/')}.py"
        if name not in found and path.exists():
            found[name] = path
            ahead += _imported(path)
    return [path.relative_to(root) for path in sorted(found.values())]


def _imported(path: Path) -> Iterator[str]:
    """What a file imports of ours, by the names that may be modules: `from a import b` names `a` and `a.b`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] in _OURS:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def main() -> None:
    from mypyc.build import mypycify  # noqa: PLC0415  # only where something is built
    from setuptools import setup  # noqa: PLC0415

    modules = [str(path) for path in engine_modules(Path.cwd())]
    sys.argv[1:] = ["--quiet", "build_ext", "--inplace"]
    # -O1: the C compiler's other levels took a third longer and made nothing faster
    setup(name="engine", packages=[], ext_modules=mypycify(modules, opt_level="1", debug_level="0"))


if __name__ == "__main__":
    main()
