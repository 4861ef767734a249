import os
import signal
import socket
from types import SimpleNamespace

import pytest
import uvicorn

from bot.errors import Defect
from bot.settings import Settings
from bot.wiring import serve


def test_a_taken_address_is_told_before_anything_is_prepared():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(Defect, match=rf"address_taken host=127.0.0.1 port={port}.*SHAHRYAR_PORT"):
            serve.open_door(Settings(port=port))


def test_a_free_address_is_ours_before_anybody_listens():
    with serve.open_door(Settings(port=0)) as door:
        port = door.getsockname()[1]
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), 1)


def test_an_address_of_another_machine_is_told():
    with pytest.raises(Defect, match="address_taken"):
        serve.open_door(Settings(host="192.0.2.1"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_server_and_nothing_else(number):
    server = serve.Server(uvicorn.Config(app=None, log_config=None))
    before = signal.getsignal(number)
    with server.capture_signals():
        os.kill(os.getpid(), number)
        assert server.should_exit
    assert signal.getsignal(number) is before


def test_in_production_rest_is_not_offered_to_the_world():
    def settings(host):
        return SimpleNamespace(production=True, rest_enabled=True, host=host)

    serve._check_exposure(settings("127.0.0.1"))
    with pytest.raises(Defect, match="rest_enabled"):
        serve._check_exposure(settings("0.0.0.0"))
