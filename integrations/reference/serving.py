"""Serves the reference backend over HTTP: one process, or several that share a socket, a database and the memory of
used assertions. What it answers is `app.py`'s."""

from __future__ import annotations

import gc
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import uvicorn
from starlette.applications import Starlette

from integrations.reference.app import create_app
from integrations.reference.faults import AbortableProtocol, FaultSwitch
from integrations.reference.nonces import SharedNonces

# How a worker process is told what to serve: it starts from nothing.
DATABASE, NONCES = "REFERENCE_WORKER_DATABASE", "REFERENCE_WORKER_NONCES"
KEY, STAFF_KEY = "REFERENCE_WORKER_KEY", "REFERENCE_WORKER_STAFF_KEY"


class Keys(NamedTuple):
    """Of the citizens' assertions and of the staff's."""

    citizens: str
    staff: str


def serve(database_url: str, keys: Keys, *, host: str, port: int, workers: int, faults: bool) -> None:
    """Until it is told to stop.

    Raises:
        ValueError: for fault switches with several processes; a switch is one process's.
    """
    if workers > 1:
        if faults:
            raise ValueError("faults are switched in one process: leave out --workers")
        with tempfile.TemporaryDirectory(prefix="reference-") as folder:
            os.environ |= {DATABASE: database_url, KEY: keys.citizens, STAFF_KEY: keys.staff}
            os.environ[NONCES] = str(Path(folder) / "nonces")
            uvicorn.run(
                "integrations.reference.serving:worker_app", factory=True, workers=workers, host=host, port=port,
                access_log=False, log_level="warning",
            )  # fmt: skip
        return
    app = create_app(database_url, keys.citizens, now, faults=FaultSwitch() if faults else None, staff_key=keys.staff)
    gc.freeze()
    # No access log: keys of acts are in the paths. The faults need uvicorn's pure-Python protocol.
    protocol = AbortableProtocol if faults else "auto"
    uvicorn.run(app, host=host, port=port, http=protocol, access_log=False, log_level="warning")


def worker_app() -> Starlette:
    """One of several processes, told by its environment what to serve."""
    nonces = SharedNonces(Path(os.environ[NONCES]))
    app = create_app(os.environ[DATABASE], os.environ[KEY], now, staff_key=os.environ[STAFF_KEY], nonces=nonces)
    # What is there at the start stays: the collector need not look through it again while somebody waits.
    gc.freeze()
    return app


def now() -> datetime:
    return datetime.now(UTC)
