"""Serves the reference backend over HTTP: one process, or several that share a port, a database and the memory of used
assertions. What it answers is `app.py`'s.

Each of several listens on a socket of its own, and the system spreads the connections over them (SO_REUSEPORT). With
one socket for all, whoever wakes first takes every connection that waits, and the others' processors stand idle."""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
import tempfile
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import wait
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
            _several(workers, host, port)
        return
    app = create_app(database_url, keys.citizens, now, faults=FaultSwitch() if faults else None, staff_key=keys.staff)
    gc.freeze()
    # No access log: keys of acts are in the paths. The faults need uvicorn's pure-Python protocol.
    protocol = AbortableProtocol if faults else "auto"
    uvicorn.run(app, host=host, port=port, http=protocol, access_log=False, log_level="warning")


def _several(workers: int, host: str, port: int) -> None:
    """Until one of them ends, or this process is told to: then all end."""
    with _own_socket(host, port) as held:  # nobody else takes the port meanwhile
        of = (host, int(held.getsockname()[1]))
        # Spawned, not forked: whoever serves may have threads.
        children = [get_context("spawn").Process(target=_one_of_several, args=of) for _ in range(workers)]
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        try:
            for child in children:
                child.start()
            wait([child.sentinel for child in children])
        except KeyboardInterrupt:
            pass
        finally:
            for child in children:
                child.terminate()
            for child in children:
                child.join()


def _one_of_several(host: str, port: int) -> None:
    config = uvicorn.Config(worker_app, factory=True, access_log=False, log_level="warning")
    uvicorn.Server(config).run(sockets=[_own_socket(host, port)])


def _own_socket(host: str, port: int) -> socket.socket:
    """One of several on the same port."""
    own = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    own.bind((host, port))
    return own


def worker_app() -> Starlette:
    """One of several processes, told by its environment what to serve."""
    nonces = SharedNonces(Path(os.environ[NONCES]))
    app = create_app(os.environ[DATABASE], os.environ[KEY], now, staff_key=os.environ[STAFF_KEY], nonces=nonces)
    # What is there at the start stays: the collector need not look through it again while somebody waits.
    gc.freeze()
    return app


def now() -> datetime:
    return datetime.now(UTC)
