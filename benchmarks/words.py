"""The word layer: building, loading, repairing, and what hazm itself would cost. `python -m benchmarks.words`

Times are CPU time of one process; memory is the growth of its resident set. Needs hazm (it is in both lock files)."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import yaml

from nlu.evaluation.noises.spelling import heavy_typo, typo
from nlu.rasa_data import DEFAULT_PATHS, read_examples
from nlu.text import normalise
from nlu.words.learning import learn_tables
from nlu.words.repair import Repairer
from nlu.words.tables import WordTables

DEV = Path("tests/language/dev.yaml")
_MEASURE = """
import time
def resident():
    return int(open('/proc/self/statm').read().split()[1]) * 4096 / 1e6
{before}
size, started = resident(), time.process_time()
{code}
print(f'{{time.process_time() - started:6.2f}} s {{resident() - size:7.1f}} MB')
"""
_STUB = "from nlu.words.hazm_source import harvest, text_modules"
PARTS = {
    "our tables, loaded and indexed": (
        "from pathlib import Path; from nlu.words.tables import WordTables; from nlu.words.repair import Repairer",
        "kept = Repairer.of(WordTables.load(Path({file!r})))",
    ),
    "harvest of hazm": (_STUB, "kept = harvest()"),
    "hazm Normalizer()": (_STUB, "with text_modules() as hazm: kept = hazm.Normalizer()"),
    "hazm Lemmatizer()": (_STUB, "with text_modules() as hazm: kept = hazm.Lemmatizer()"),
    "hazm InformalNormalizer()": (_STUB, "with text_modules() as hazm: kept = hazm.InformalNormalizer()"),
}


def main() -> None:
    started = time.process_time()
    tables = learn_tables(example.text for example in read_examples(DEFAULT_PATHS))
    print(f"{'build':32} {time.process_time() - started:6.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "words.json"
        tables.save(file)
        print(f"{'file':32} {file.stat().st_size / 1e6:6.2f} MB")
        best = min(_seconds(lambda: WordTables.load(file)) for _ in range(5))
        print(f"{'load':32} {best:6.3f} s")
        for name, (before, code) in PARTS.items():
            program = _MEASURE.format(before=before, code=code.format(file=str(file)))
            done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
            print(f"{name:32} {done.stdout.strip() or done.stderr.strip()[-80:]}")
    _repairs(tables)
    _slips(tables)


def _repairs(tables: WordTables) -> None:
    texts = _messages()
    dice = random.Random(1)
    sets = {
        "messages of 8 words": [text for text in texts if len(text.split()) == 8],
        "all messages": texts,
        "in Finglish": [text for text in texts if text.isascii()],
        "with heavy typos": [heavy_typo(text, dice) for text in texts],
    }
    for name, chosen in sets.items():
        repairer = Repairer.of(tables)
        normals = [normalise(text) for text in chosen]
        for state in ("first time", "again"):
            times = sorted(_seconds(partial(repairer.repair, normal)) for normal in normals)
            p50, p99 = times[len(times) // 2] * 1e3, times[int(len(times) * 0.99)] * 1e3
            print(f"{name:22} {state:10} {len(times):5} messages  p50 {p50:6.3f} ms  p99 {p99:6.3f} ms")


def _slips(tables: WordTables) -> None:
    """What becomes of one slip in a message: the words as without it, the slip as it is, or other words."""
    repairer, dice = Repairer.of(tables), random.Random(1)
    ends = {"comes back": 0, "stays": 0, "becomes another": 0}
    for text in _messages():
        slipped = typo(text, dice)
        if slipped == text:
            continue
        clean, heard = repairer.repair(normalise(text)).text, repairer.repair(normalise(slipped)).text
        mended = set(heard.split()) - set(clean.split())
        if not mended:
            ends["comes back"] += 1
        else:
            ends["stays" if mended & set(normalise(slipped).text.split()) else "becomes another"] += 1
    for name, count in ends.items():
        print(f"{'a slip ' + name:32} {100 * count / sum(ends.values()):6.1f} %")


def _messages() -> list[str]:
    content = yaml.safe_load(DEV.read_text("utf-8"))
    return [str(text) for listed in content["intents"].values() for text in listed]


def _seconds(work: Callable[[], object]) -> float:
    started = time.thread_time()
    work()
    return time.thread_time() - started


if __name__ == "__main__":
    main()
