"""Our own side in a process of its own, with nothing in it but understanding: `python -m benchmarks.rasa.ours MODEL`.
The first line out says it is ready; then JSON in (texts and the moment that dates are read against), JSON out."""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import datetime
from pathlib import Path

from benchmarks.rasa.bench import resident_mb
from nlu.pipeline import load


def main() -> None:
    pipeline = load(Path(sys.argv[1]))
    print("ready", flush=True)
    given = json.load(sys.stdin)
    now = datetime.fromisoformat(given["now"])
    for text in given["texts"][:50]:
        pipeline.understand(text, now=now)
    readings, taken, processor = [], [], []
    for text in given["texts"]:
        moment, used = time.perf_counter(), time.process_time()
        understood = pipeline.understand(text, now=now)
        taken.append((time.perf_counter() - moment) * 1000)
        processor.append((time.process_time() - used) * 1000)
        readings.append(
            {
                "intents": [[one.name, one.confidence] for one in understood.intents],
                "values": [[one.name, one.value] for one in understood.entities],
            }
        )
    facts = {"readings": readings, "milliseconds": taken, "processor": processor}
    json.dump(facts | {"resident_mb": resident_mb(os.getpid())}, sys.stdout)


if __name__ == "__main__":
    main()
