"""Telemelya, a fake Bot API server that nobody here wrote, as a process of its own with the Valkey and the S3 it
needs. It knows webhooks but no secret header, so it stands for Bale."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.servers import own_valkey

TOKEN = "77:telemelyatelemelyatelemelyatelemelya"
KEY = "control"


@dataclass(frozen=True)
class Telemelya:
    url: str

    def says(self, chat: int, **what: Any) -> dict[str, Any]:
        """`text=…`, `command=…` or `callback_data=…`; delivered to the webhook before this returns."""
        return self._post(f"/api/v1/test/send_update?bot_token={TOKEN}&session_id=s{chat}", {"chat_id": chat} | what)

    def responses(self, chat: int) -> list[dict[str, Any]]:
        """What the bot called, oldest first."""
        request = urllib.request.Request(f"{self.url}/api/v1/test/responses?session_id=s{chat}")
        request.add_header("Authorization", f"Bearer {KEY}")
        with urllib.request.urlopen(request, timeout=10) as answer:
            found = json.load(answer)
        return found["responses"] if isinstance(found, dict) else found

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        request = urllib.request.Request(f"{self.url}{path}", json.dumps(body).encode(), method="POST")
        request.add_header("Authorization", f"Bearer {KEY}")
        request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)


@contextmanager
def telemelya() -> Iterator[Telemelya]:
    from moto.server import ThreadedMotoServer

    valkey = own_valkey()
    storage = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    storage.start()
    host, s3_port = storage.get_host_and_port()
    port = _free_port()
    env = os.environ | {
        "MOCK_SERVER_HOST": "127.0.0.1",
        "MOCK_SERVER_PORT": str(port),
        "REDIS_URL": valkey.connection_url,
        "MINIO_ENDPOINT": f"{host}:{s3_port}",
        "AUTH_KEYS": KEY,
    }
    command = [sys.executable, "-m", "telemelya.server.app"]
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        server = Telemelya(f"http://127.0.0.1:{port}")
        _wait(server.url, process)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)
        storage.stop()
        valkey.stop()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if process.poll() is not None:
            raise RuntimeError("telemelya did not start")
        try:
            urllib.request.urlopen(url, timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("telemelya is not reachable")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
