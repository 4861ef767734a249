"""Asks one operation of the contract and prints the answer as it came: for developers who try a backend, theirs or the
reference one. Exit codes: 0 a success, 1 a refusal or no answer, 2 wrong usage."""

from __future__ import annotations

import argparse
import base64
import json
import os
import secrets
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import httpx

from integrations.municipal.assertion import HEADER, STAFF_HEADER, Citizen, Staff, sign, sign_staff
from integrations.municipal.contract import load_contract

URL = "http://127.0.0.1:8090"


def main(
    arguments: Sequence[str] | None = None,
    *,
    transport: httpx.BaseTransport | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> int:
    options = _parser().parse_intermixed_args(arguments)
    operation = load_contract()[options.operation]
    headers = _headers(options, clock())
    if options.key:
        headers["Idempotency-Key"] = options.key
    path = operation.path.format(client_key=options.key or "missing")
    query = dict(pair.split("=", 1) for pair in options.query)
    try:
        with httpx.Client(base_url=options.url, transport=transport) as http:
            answer = http.request(operation.method, path, params=query, json=_body(options), headers=headers)
    except httpx.TransportError as error:
        print(f"fault: {type(error).__name__}", file=sys.stderr)
        return 1
    print(answer.status_code)
    print(json.dumps(_shortened(answer.json(), options.head), ensure_ascii=False, indent=1))
    return 0 if answer.is_success else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m integrations.municipal", description=__doc__)
    parser.add_argument("operation", choices=sorted(load_contract()), metavar="OPERATION")
    parser.add_argument("body", nargs="?", help="the JSON body")
    parser.add_argument("--url", default=os.environ.get("SHAHRYAR_MUNICIPAL_URL", URL))
    parser.add_argument("--citizen", metavar="MOBILE[:NATIONAL_ID]", help="speak for a citizen")
    parser.add_argument("--staff", metavar="NAME:ROLE", help="speak as a member of staff")
    parser.add_argument("--key", help="idempotency key of an act, or the key that is asked about")
    parser.add_argument("--query", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--head", type=int, metavar="N", help="show at most N entries of each list")
    parser.add_argument("--file", metavar="FIELD=PATH", help="a field of the body that is a file, in base64")
    parser.add_argument("--key-file", type=Path, default=Path("var/municipal.key"))
    parser.add_argument("--staff-key-file", type=Path, default=Path("var/municipal-staff.key"))
    return parser


def _body(options: argparse.Namespace) -> object:
    body = json.loads(options.body) if options.body else None
    if options.file and isinstance(body, dict):
        field, _, path = options.file.partition("=")
        body[field] = base64.b64encode(Path(path).read_bytes()).decode()
    return body


def _shortened(value: object, longest: int | None) -> object:
    if isinstance(value, dict):
        return {name: _shortened(inner, longest) for name, inner in value.items()}
    if isinstance(value, list):
        left = len(value) - longest if longest is not None else 0
        shown = [_shortened(inner, longest) for inner in value[:longest]]
        return [*shown, f"… {left} more"] if left > 0 else shown
    return value


def _headers(options: argparse.Namespace, now: datetime) -> dict[str, str]:
    nonce = secrets.token_hex(12)
    if options.staff:
        name, _, role = options.staff.rpartition(":")
        key = _key(options.staff_key_file, "MUNICIPAL_STAFF_KEY")
        return {STAFF_HEADER: sign_staff(Staff(name, role), key, now=now, nonce=nonce)}
    if options.citizen:
        mobile, _, national_id = options.citizen.partition(":")
        citizen = Citizen(mobile, national_id or None, 2 if national_id else 1)
        key = _key(options.key_file, "SHAHRYAR_MUNICIPAL_KEY")
        return {HEADER: sign(citizen, key, now=now, nonce=nonce)}
    return {}


def _key(path: Path, variable: str) -> bytes:
    return (os.environ.get(variable) or path.read_text("utf-8").strip()).encode()


if __name__ == "__main__":
    sys.exit(main())
