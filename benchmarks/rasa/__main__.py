"""Shahryar and Rasa DIET side by side: `python -m benchmarks.rasa --work DIR`. `--help` tells the rest."""

from __future__ import annotations

import argparse
import json
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.program import running
from benchmarks.rasa.bench import ROOT, Bench
from benchmarks.rasa.sides import DEV, Facts, measure_ours, measure_rasa, measure_rasa_inside, trained_on
from benchmarks.rasa.table import as_markdown
from nlu.evaluation.sets import read_set
from nlu.rasa_data import read_examples

COMMAND = "python -m benchmarks.rasa --work DIR"
TALK = ("سلام", "می‌خوام بدونم پروندم به کجا رسیده", "انصراف", "برای ساختن دو طبقه چقدر عوارض می‌دم", "مسکونی")


def rasa_side(bench: Bench, *, retrain: bool) -> Facts:
    """Everything about Rasa that is measured, kept in `rasa.json`."""
    if retrain or not bench.model.exists():
        bench.export()
        bench.validate()
        bench.train()
        (bench.folder / "data.txt").write_text(trained_on(), "utf-8")
    dev = read_set(DEV)
    with bench.serving() as server:
        print(f"Rasa ready after {server.ready_after:.0f} s; asking …", flush=True)
        facts: Facts = measure_rasa(server.url, dev)
        facts |= {"ready_after": server.ready_after, "resident_mb": server.resident_mb()}
        talk(server.url, bench.folder / "ours")
    facts |= {
        "inside": measure_rasa_inside(bench, dev),
        "training": bench.trained(),
        "versions": bench.versions(),
        "data": (bench.folder / "data.txt").read_text("utf-8"),
        "examples": len(read_examples([bench.project / "data" / "nlu.yml"])),
        "measured": f"{datetime.now(UTC):%Y-%m-%d}",
    }
    (bench.folder / "rasa.json").write_text(json.dumps(facts, ensure_ascii=False), "utf-8")
    return facts


def talk(url: str, model: Path) -> None:
    """One conversation with the real program, whose understander is that server."""
    with running(NLU_ENGINE="rasa", NLU_URL=url, MODEL_DIR=str(model)) as program:
        for text in TALK:
            body = json.dumps({"sender": "rasa", "message": text}).encode()
            request = urllib.request.Request(
                f"{program.url}/webhooks/rest/webhook", body, {"Content-Type": "application/json"}
            )
            replies: list[dict[str, Any]] = json.load(urllib.request.urlopen(request))
            print(f"  > {text}", *(f"    {reply['text']}" for reply in replies), sep="\n")
        page = urllib.request.urlopen(f"{program.url}/metrics").read().decode()
        print(*(f"  {line}" for line in page.splitlines() if line.startswith("shahryar_nlu_readings_total")), sep="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="a folder outside the repository (3 GB)")
    parser.add_argument("--python", default="python3.10", help="a Python 3.10, for Rasa")
    parser.add_argument("--epochs", type=int, default=100, help="of DIET; an epoch takes most of a minute of one core")
    parser.add_argument("--retrain", action="store_true", help="train Rasa again, though there is a model")
    parser.add_argument("--ours", action="store_true", help="only our side; Rasa's answers are those of the last time")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "rasa-comparison.md")
    given = parser.parse_args()
    bench = Bench(given.work, python=given.python, epochs=given.epochs)
    kept = bench.folder / "rasa.json"
    dev = read_set(DEV)
    if not given.ours:
        bench.install()
    if given.retrain or not (bench.project / "data" / "nlu.yml").exists():
        bench.export()
    ours = measure_ours(bench.folder, dev)  # first: the conversation through Rasa needs our model as well
    rasa = json.loads(kept.read_text("utf-8")) if given.ours else rasa_side(bench, retrain=given.retrain)
    page = as_markdown(dev, ours, rasa, data=trained_on(), command=COMMAND)
    given.out.write_text(page, "utf-8")
    print(page)


if __name__ == "__main__":
    main()
