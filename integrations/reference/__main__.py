"""The reference backend by itself: serve, seed, import, generate, advance. Exit codes: 0 ok, 1 fault, 2 wrong usage."""

from __future__ import annotations

import argparse
import json
import os
import secrets
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from integrations.reference.case.advance import CLOCK_NAME, advance
from integrations.reference.case.asking import Desk
from integrations.reference.database import Database
from integrations.reference.fixtures import FixtureError
from integrations.reference.generate.city import generate
from integrations.reference.generate.loading import NotEmpty
from integrations.reference.generate.sizes import SIZES
from integrations.reference.importing import KINDS, import_table
from integrations.reference.seed import seed
from integrations.reference.serving import Keys, now, serve
from integrations.reference.written import local_day

KEY_VARIABLE = "SHAHRYAR_MUNICIPAL_KEY"
STAFF_KEY_VARIABLE = "MUNICIPAL_STAFF_KEY"


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    if options.database.startswith("sqlite:///"):
        Path(options.database.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    try:
        return int(options.run(options))
    except (OSError, ValueError) as error:
        _say(f"fault: {error}", to=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m integrations.reference", description=__doc__)
    parser.add_argument("--database", default="sqlite:///var/reference.db", help="SQLAlchemy URL (SQLite, PostgreSQL)")
    commands = parser.add_subparsers(required=True, metavar="serve | seed | import | generate | advance")
    serving = commands.add_parser("serve", help="answer the municipal contract over HTTP")
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=int, default=8090)
    serving.add_argument(
        "--key-file",
        type=Path,
        default=Path("var/municipal.key"),
        help=f"key of the citizen assertions; {KEY_VARIABLE} goes before it; made when missing",
    )
    serving.add_argument(
        "--staff-key-file",
        type=Path,
        default=Path("var/municipal-staff.key"),
        help=f"key of the back office (/office/) and of staff assertions; {STAFF_KEY_VARIABLE} goes before it",
    )
    serving.add_argument("--faults", action="store_true", help="allow POST /_faults from loopback (tests and demos)")
    serving.add_argument("--workers", type=int, default=1, help="processes; on SQLite they write one at a time")
    serving.set_defaults(run=_serve)
    seeding = commands.add_parser("seed", help="write fixtures (docs/protocols/fixtures.schema.json)")
    seeding.add_argument("--file", type=Path, required=True)
    seeding.set_defaults(run=_seed)
    importing = commands.add_parser(
        "import", help="import a CSV table, GeoJSON or Shapefile layer; lists every rejected row and why"
    )
    importing.add_argument("--kind", choices=KINDS, required=True)
    importing.add_argument("--file", type=Path, required=True)
    importing.add_argument("--dry-run", action="store_true", help="write nothing")
    importing.set_defaults(run=_import)
    generating = commands.add_parser("generate", help="fill an empty database with an invented city")
    generating.add_argument("--size", choices=SIZES, required=True, help="city: as large as Isfahan, some minutes")
    generating.add_argument("--files", type=int, help="another number of files, with citizens and images in proportion")
    generating.set_defaults(run=_generate)
    advancing = commands.add_parser("advance", help="take the steps that are due today and end what has run out")
    advancing.add_argument("--limit", type=int, default=1_000, help="how many files to look at, oldest first")
    advancing.set_defaults(run=_advance)
    return parser


def _serve(options: argparse.Namespace) -> int:
    if options.workers < 1:
        raise ValueError("--workers must be 1 or more")
    keys = Keys(_key(options.key_file, KEY_VARIABLE), _key(options.staff_key_file, STAFF_KEY_VARIABLE))
    serve(options.database, keys, host=options.host, port=options.port, workers=options.workers, faults=options.faults)
    return 0


def _seed(options: argparse.Namespace) -> int:
    data = json.loads(options.file.read_text("utf-8"))
    database = Database(options.database)
    try:
        summary = seed(database, data, now=now())
    except FixtureError as error:
        for problem in error.problems:
            _say(f"{problem.path}: {problem.code}", to=sys.stderr)
        return 1
    finally:
        database.close()
    for warning in summary.warnings:
        _say(f"{warning.path}: {warning.code} (taken as the general value)", to=sys.stderr)
    _say("written: " + ", ".join(f"{count} {kind}" for kind, count in summary.written.items()))
    return 0


def _import(options: argparse.Namespace) -> int:
    database = Database(options.database)
    try:
        done = import_table(database, options.kind, options.file, now=now(), dry_run=options.dry_run)
    finally:
        database.close()
    for row in done.rejected:
        _say(f"line {row.line}: {row.column}: {row.code}", to=sys.stderr)
    verb = "would be written" if options.dry_run else "written"
    _say(f"{done.accepted} rows {verb}, {len({row.line for row in done.rejected})} rejected")
    return 1 if done.rejected else 0


def _generate(options: argparse.Namespace) -> int:
    size = SIZES[options.size]
    if options.files is not None:
        if options.files < 1:
            raise ValueError("--files must be 1 or more")
        size = size.with_files(options.files)
    database = Database(options.database)
    begin = time.perf_counter()
    try:
        for part in generate(database, size, today=local_day(now())):
            _say(f"{part.name}: {part.rows:,} rows, {part.seconds:.1f} s, {part.peak_mb} MB")
    except NotEmpty as error:
        _say(f"fault: the database has {error} already; a city is generated into an empty one", to=sys.stderr)
        return 1
    finally:
        database.close()
    _say(f"done in {time.perf_counter() - begin:.0f} s; everything in this city is invented")
    return 0


def _advance(options: argparse.Namespace) -> int:
    database = Database(options.database)
    try:
        with database.writing() as connection:
            done = advance(Desk(connection, now(), CLOCK_NAME, "manager"), limit=options.limit)
    finally:
        database.close()
    _say(", ".join(f"{name} {value}" for name, value in done.items()))
    return 0


def _key(path: Path, variable: str) -> str:
    if variable in os.environ:
        return os.environ[variable]
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32), "utf-8")
    return path.read_text("utf-8").strip()


def _say(line: str, *, to: TextIO | None = None) -> None:
    print(line, file=to or sys.stdout)


if __name__ == "__main__":
    sys.exit(main())
