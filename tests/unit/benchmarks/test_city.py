"""The benchmark's client: as many at once as it says, one request of each at a time, and no answer taken on trust."""

import asyncio

import pytest

from benchmarks.city import answers

ASKED = b"GET / HTTP/1.1\r\n\r\n"


class Server:
    """Answers in three pieces and notes how many requests were waiting at once."""

    def __init__(self, status=b"200 OK"):
        self.status = status
        self.waiting = self.most = self.connections = 0
        self.left = asyncio.Event()

    async def __call__(self, reader, writer):
        self.connections += 1
        while await reader.read(1000) == ASKED:
            self.waiting += 1
            self.most = max(self.most, self.waiting)
            head = b"HTTP/1.1 " + self.status + b"\r\nContent-Length: 6\r\n\r\n"
            for piece in (head[:20], head[20:] + b"{\r\n", b"\r}\n"[:3]):
                writer.write(piece)
                await asyncio.sleep(0.001)
            self.waiting -= 1
        writer.close()
        await writer.wait_closed()
        self.connections -= 1
        if not self.connections:
            self.left.set()


async def asked(server, port, *, requests, in_flight):
    async with await asyncio.start_server(server, "127.0.0.1", port):
        try:
            return await answers(port, [ASKED] * requests, in_flight=in_flight)
        finally:
            await asyncio.wait_for(server.left.wait(), 5)


async def test_each_asks_one_thing_after_the_other(unused_tcp_port):
    server = Server()
    taken = await asked(server, unused_tcp_port, requests=40, in_flight=5)
    assert (len(taken), server.most) == (40, 5)
    assert min(taken) >= 0.002


async def test_an_answer_that_is_no_success_ends_it(unused_tcp_port):
    with pytest.raises(RuntimeError, match="404"):
        await asked(Server(b"404 Not Found"), unused_tcp_port, requests=3, in_flight=1)
