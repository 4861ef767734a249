"""Both understanders over the same texts: what each answered, how long it took, what it weighs. No scores here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx

from benchmarks.rasa.bench import ENVIRON, ROOT, Bench, timed
from nlu.evaluation.noises.registry import NOISES
from nlu.evaluation.sets import LanguageSet
from nlu.rasa_data import DEFAULT_PATHS, data_hash, read_examples

DEV = ROOT / "tests" / "language" / "dev.yaml"
Facts = dict[str, Any]


def noisy(dev: LanguageSet) -> dict[str, list[str]]:
    """The utterances under each noise, the very ones `python -m bot evaluate` tries."""
    return {noise.name: [noise(text) for text, _ in dev.utterances] for noise in NOISES}


def every_text(dev: LanguageSet) -> list[str]:
    clean = [text for text, _ in dev.utterances] + [case.text for case in dev.values]
    return list(dict.fromkeys(clean + [text for texts in noisy(dev).values() for text in texts]))


def trained_on() -> str:
    return data_hash(read_examples(DEFAULT_PATHS))


def measure_rasa(url: str, dev: LanguageSet) -> Facts:
    """Answers of the running server to every text; the times are those of the plain utterances, after some to warm."""
    clean = [text for text, _ in dev.utterances]
    with httpx.Client(base_url=url, timeout=60) as http:
        for text in clean[:50]:
            _ask(http, text)
        timed_answers = [(text, *_ask(http, text)) for text in clean]
        answers = {text: answer for text, answer, _ in timed_answers}
        answers |= {text: _ask(http, text)[0] for text in every_text(dev) if text not in answers}
    return {"answers": answers, "http_milliseconds": [spent for _, _, spent in timed_answers]}


def _ask(http: httpx.Client, text: str) -> tuple[Facts, float]:
    moment = time.perf_counter()
    answer = http.post("/model/parse", json={"text": text}).raise_for_status().json()
    spent = (time.perf_counter() - moment) * 1000
    intents = [[one["name"], one["confidence"]] for one in answer["intent_ranking"]]
    return {
        "intents": intents,
        "marks": [[one["entity"], one["start"], one["end"]] for one in answer["entities"]],
    }, spent


def measure_rasa_inside(bench: Bench, dev: LanguageSet) -> Facts:
    texts = [text for text, _ in dev.utterances]
    command = [str(bench.executable), str(Path(__file__).with_name("inside.py")), str(bench.model)]
    done = subprocess.run(
        command, input=json.dumps(texts), capture_output=True, text=True, check=True, cwd=bench.project,
        env=os.environ | ENVIRON,
    )  # fmt: skip
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def measure_ours(folder: Path, dev: LanguageSet) -> Facts:
    """Train on the very file Rasa learnt from, start, read. The repository's own model is left alone."""
    model = folder / "ours"
    data = folder / "project" / "data" / "nlu.yml"
    command = [sys.executable, "-m", "bot", "train", "--data", str(data), "--out", str(model)]
    training = timed(command, cwd=ROOT, log=folder / "ours-train.log")
    clean = [text for text, _ in dev.utterances]
    times = _run_ours(model, clean, dev)
    texts = every_text(dev)
    readings = _run_ours(model, texts, dev)["readings"]
    return {"training": training, **times, "answers": dict(zip(texts, readings, strict=True))}


def _run_ours(model: Path, texts: list[str], dev: LanguageSet) -> Facts:
    start = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.rasa.ours", str(model)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout
    process.stdout.readline()
    ready = time.monotonic() - start
    out, _ = process.communicate(json.dumps({"now": dev.now.isoformat(), "texts": texts}))
    if process.returncode:
        raise RuntimeError("our own side failed")
    return {"ready_after": ready, **json.loads(out)}
