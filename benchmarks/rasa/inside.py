"""Run by Rasa's Python, not ours: parses the texts of standard input inside one process, so that HTTP is not in the
figures. `inside.py MODEL`; JSON in, JSON out."""

import asyncio
import json
import resource
import sys
import time


def main() -> None:
    texts = json.load(sys.stdin)
    out = sys.stdout
    sys.stdout = sys.stderr  # Rasa and TensorFlow print as they please
    started = time.perf_counter()
    from rasa.core.agent import Agent  # type: ignore[import-not-found]  # noqa: PLC0415

    agent = Agent.load(sys.argv[1])
    loaded = time.perf_counter() - started

    async def measure() -> None:
        for text in texts[:50]:
            await agent.parse_message(text)
        for text in texts:
            moment, used = time.perf_counter(), time.process_time()
            await agent.parse_message(text)
            taken.append((time.perf_counter() - moment) * 1000)
            processor.append((time.process_time() - used) * 1000)

    taken: list[float] = []
    processor: list[float] = []
    asyncio.run(measure())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    facts = {"milliseconds": taken, "processor": processor, "load_seconds": loaded, "peak_mb": peak}
    json.dump(facts, out)


if __name__ == "__main__":
    main()
