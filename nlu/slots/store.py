"""The learned reader on disk: arrays and names beside the intent model, under the same manifest. Never a pickle."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from nlu.intents import MANIFEST, ModelRefused
from nlu.network.net import Floats, Network
from nlu.slots.tagger import Tagger

WEIGHTS = "reader.npz"
NAMES = "reader.json"
KEY = "entities"
LEARNED = "learned"
"""What the manifest says under `KEY` when a learned reader takes the place of the rules."""


def save_tagger(
    networks: Sequence[Mapping[str, Floats]], names: Mapping[str, Sequence[str]], folder: Path, facts: Mapping[str, Any]
) -> None:
    """Write the arrays, and into the manifest of the intent model what they are."""
    arrays: dict[str, Any] = {}
    for at, net in enumerate(networks):
        arrays |= {f"{at}.{name}": value for name, value in _small(net).items()}
    with (folder / WEIGHTS).open("wb") as out:
        np.savez(out, **arrays)
    (folder / NAMES).write_text(json.dumps({**names, "networks": len(networks)}, ensure_ascii=False) + "\n", "utf-8")
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    manifest["files"] |= {name: _sha256(folder / name) for name in (WEIGHTS, NAMES)}
    manifest |= {KEY: LEARNED, "reader": dict(facts)}
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", "utf-8")


def load_tagger(folder: Path) -> Tagger | None:
    """The reader of a model folder; None when the rules find its entities. A file of another hash is refused."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        if manifest.get(KEY) != LEARNED:
            return None
        for name in (WEIGHTS, NAMES):
            if _sha256(folder / name) != manifest["files"][name]:
                raise ModelRefused(f"{folder}: {name} is not the file its manifest describes; train again")
        names = json.loads((folder / NAMES).read_text("utf-8"))
        with np.load(folder / WEIGHTS, allow_pickle=False) as stored:
            members = [_member(stored, at) for at in range(names["networks"])]
        return Tagger(Network(members, names["pieces"]), tuple(names["intents"]), tuple(names["tags"]))
    except (OSError, KeyError, TypeError, json.JSONDecodeError) as error:
        raise ModelRefused(f"{folder}: no usable reader ({type(error).__name__}); train again") from error


def _small(net: Mapping[str, Floats]) -> dict[str, Any]:
    """Half precision, and one byte for what a piece adds. Scores of steps stay: some are beyond half's range."""
    arrays = {name: value if name in {"steps", "start"} else value.astype(np.float16) for name, value in net.items()}
    scale = np.maximum(np.abs(net["pieces"]).max(1, keepdims=True), 1e-6) / 127
    return arrays | {"pieces": np.round(net["pieces"] / scale).astype(np.int8), "scale": scale.astype(np.float32)}


def _member(stored: Any, at: int) -> dict[str, Floats]:
    start = f"{at}."
    net = {name.removeprefix(start): stored[name].astype(np.float32) for name in stored.files if name.startswith(start)}
    net["pieces"] *= net.pop("scale")
    return net


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
