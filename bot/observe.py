"""What operators see: structured logs without personal data, and metrics. Labels are closed sets of names."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from pathlib import Path

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.redact import redact_event

TURN_BUCKETS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0)
OUTSIDE_BUCKETS = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


def set_up_logs(level: str, *, plain: bool = False) -> None:
    """JSON lines on standard error; every event passes redaction. `plain`: for a person at a terminal."""
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    last = structlog.dev.ConsoleRenderer() if plain else structlog.processors.JSONRenderer(ensure_ascii=True)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            redact_event,
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LibraryLine())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    _take_over_library_loggers()


def _take_over_library_loggers() -> None:
    """Every logger that exists writes through the root's handler alone: a library that has set up a handler of its own
    (uvicorn does, unless told not to) would write its messages past `LibraryLine`."""
    for logger in list(logging.root.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger):
            logger.handlers.clear()
            logger.propagate = True


class LibraryLine(logging.Formatter):
    """A line for what a library logs: who, how bad, and of an error its kind and place. Never its message: libraries
    log addresses with tokens in them (a Bot API URL is a credential), and errors quote what citizens wrote."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"event": "library", "logger": record.name, "level": record.levelname.lower()}
        kind, _, trace = record.exc_info or (None, None, None)
        if kind is not None:
            line["error"] = kind.__name__
        while trace is not None:
            line["at"] = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
            trace = trace.tb_next
        return json.dumps(line)


class Metrics:
    """All metrics of one program."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.turns = self._counter("turns", "Turns by what they came to", "outcome", "channel")
        self.turn_seconds = self._histogram("turn_seconds", "One whole turn", TURN_BUCKETS, "part")
        self.deliveries = self._counter("deliveries", "Replies handed to messengers", "channel", "result")
        self.calls = self._counter("calls", "Calls to the outside", "action", "result")
        self.call_seconds = self._histogram("call_seconds", "One call", OUTSIDE_BUCKETS, "action")
        self.ignored = self._counter("ignored_updates", "Updates that asked nothing of us", "channel", "why")
        self.refused = self._counter("refused", "Requests that were not taken in, and told so", "channel", "why")
        self.readings = self._counter(
            "nlu_readings", "Messages read by another understander than ours", "engine", "result"
        )
        self.loop_failures = self._counter("loop_failures", "Errors caught at a loop's top", "loop", "error")
        self.waiting = Gauge("shahryar_waiting", "Rows that wait", ["queue"], registry=self.registry)

    def page(self) -> bytes:
        """The metrics in Prometheus' text format."""
        return generate_latest(self.registry)

    def ignored_on(self, channel: str) -> Callable[[str], None]:
        return lambda why: self.ignored.labels(channel, why).inc()

    def refuse(self, channel: str, why: str) -> None:
        self.refused.labels(channel, why).inc()

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"shahryar_{name}", text, labels, registry=self.registry)

    def _histogram(self, name: str, text: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
        return Histogram(f"shahryar_{name}", text, labels, buckets=buckets, registry=self.registry)
