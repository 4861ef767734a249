"""The learned reader on disk: arrays and names beside the intent model, under the same manifest. Never a pickle."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from nlu.model_folder import ModelRefused
from nlu.network.net import Floats, Network
from nlu.slots.tagger import Tagger

WEIGHTS = "reader.npz"
NAMES = "reader.json"
KEY = "entities"
LEARNED = "learned"
"""What the manifest says under `KEY` when a learned reader takes the place of the rules."""
_WIDE = ("pieces", "in", "whole", "tell")  # most of a network's weights
_SCALE = "_scale"


def save_tagger(
    networks: Sequence[Mapping[str, Floats]], names: Mapping[str, Sequence[str]], folder: Path, facts: Mapping[str, Any]
) -> dict[str, Any]:
    """Write the arrays and names; gives what the manifest must say of them."""
    arrays: dict[str, Any] = {}
    for at, net in enumerate(networks):
        arrays |= {f"{at}.{name}": value for name, value in _small(net).items()}
    with (folder / WEIGHTS).open("wb") as out:
        np.savez(out, **arrays)
    (folder / NAMES).write_text(json.dumps({**names, "networks": len(networks)}, ensure_ascii=False) + "\n", "utf-8")
    return {KEY: LEARNED, "reader": dict(facts)}


def tagger_files(manifest: Mapping[str, Any]) -> tuple[str, ...]:
    """The files of the reader, where the manifest names one."""
    return (WEIGHTS, NAMES) if manifest.get(KEY) == LEARNED else ()


def load_tagger(folder: Path, manifest: Mapping[str, Any]) -> Tagger | None:
    """The reader of an opened folder; None when the rules find its entities."""
    if manifest.get(KEY) != LEARNED:
        return None
    try:
        names = json.loads((folder / NAMES).read_text("utf-8"))
        with np.load(folder / WEIGHTS, allow_pickle=False) as stored:
            members = [_member(stored, at) for at in range(names["networks"])]
        return Tagger(Network(members, names["pieces"]), tuple(names["intents"]), tuple(names["tags"]))
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ModelRefused(f"{folder}: no usable reader ({type(error).__name__}); run `python -m bot train`") from error


def _small(net: Mapping[str, Floats]) -> dict[str, Any]:
    """One byte a weight in the wide tables, with a scale for each row; half precision elsewhere. Scores of steps stay:
    some are beyond half's range."""
    arrays = {name: value if name in {"steps", "start"} else value.astype(np.float16) for name, value in net.items()}
    for name in _WIDE:
        scale = np.maximum(np.abs(net[name]).max(1, keepdims=True), 1e-6) / 127
        arrays |= {name: np.round(net[name] / scale).astype(np.int8), f"{name}{_SCALE}": scale.astype(np.float32)}
    return arrays


def _member(stored: Any, at: int) -> dict[str, Floats]:
    start = f"{at}."
    net = {name.removeprefix(start): stored[name].astype(np.float32) for name in stored.files if name.startswith(start)}
    for name in _WIDE:
        net[name] *= net.pop(f"{name}{_SCALE}")
    return net
