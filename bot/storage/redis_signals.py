"""Signals between processes over Redis pub/sub. When Redis is away, hints travel inside this process only and
the others find their work by polling: slower by at most a second, nothing lost. Only topics are sent."""

from __future__ import annotations

import queue
import threading
import uuid

import redis
import structlog

from bot.storage.signals import LocalSignals, Subscription

CHANNEL = "shahryar:signals"
MOST_QUEUED = 10_000
LONGEST_PAUSE = 5.0

_log = structlog.get_logger(__name__)


class RedisSignals:
    """Hears and publishes through two background threads; the callers never touch the network."""

    def __init__(self, url: str) -> None:
        self._local = LocalSignals()
        self._me = uuid.uuid4().hex[:12]
        self._url = url
        self._leaving: queue.Queue[str] = queue.Queue(MOST_QUEUED)
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._publish_all, name="signals-out", daemon=True),
            threading.Thread(target=self._hear_all, name="signals-in", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def publish(self, topic: str) -> None:
        self._local.publish(topic)
        try:
            self._leaving.put_nowait(topic)
        except queue.Full:
            _log.warning("signal_dropped")  # the other processes poll

    def subscribe(self, *topics: str) -> Subscription:
        return self._local.subscribe(*topics)

    def close(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=2.0)
        self._local.close()

    def _client(self) -> redis.Redis:
        return redis.Redis.from_url(self._url, socket_connect_timeout=1.0, socket_timeout=1.0, decode_responses=True)

    def _publish_all(self) -> None:
        client = self._client()
        away = False
        while not self._stop.is_set():
            try:
                topic = self._leaving.get(timeout=0.5)
            except queue.Empty:
                continue
            try:
                client.publish(CHANNEL, f"{self._me} {topic}")
                away = False
            except redis.RedisError:
                if not away:
                    _log.warning("redis_away", side="publish")
                away = True
                self._stop.wait(0.2)
                self._forget_leaving()  # old hints are of no use later
        client.close()

    def _forget_leaving(self) -> None:
        while True:
            try:
                self._leaving.get_nowait()
            except queue.Empty:
                return

    def _hear_all(self) -> None:
        pause = 0.2
        while not self._stop.is_set():
            client = self._client()
            try:
                heard = client.pubsub(ignore_subscribe_messages=True)  # type: ignore[no-untyped-call]
                heard.subscribe(CHANNEL)
                pause = 0.2
                while not self._stop.is_set():
                    message = heard.get_message(timeout=0.5)
                    if message is not None:
                        self._pass_on(str(message["data"]))
            except redis.RedisError:
                _log.warning("redis_away", side="subscribe")
                self._stop.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            finally:
                client.close()

    def _pass_on(self, data: str) -> None:
        sender, _, topic = data.partition(" ")
        if sender != self._me:
            self._local.publish(topic)
