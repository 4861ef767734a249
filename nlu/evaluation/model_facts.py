"""What a model folder says of itself, for the report: the manifest's facts, size on disk and time to load."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from nlu.model_folder import MANIFEST

Loaded = TypeVar("Loaded")


def timed_load(load: Callable[[Path], Loaded], folder: Path) -> tuple[Loaded, float]:
    """What was loaded, and the seconds of processor time it took."""
    started = time.process_time()
    loaded = load(folder)
    return loaded, time.process_time() - started


def model_facts(folder: Path) -> dict[str, Any]:
    """The manifest without its long lists, and what the folder weighs in megabytes."""
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    plain = {name: value for name, value in manifest.items() if isinstance(value, str | int | float)}
    files = [file for file in folder.iterdir() if file.is_file()]
    return {**plain, "megabytes": sum(file.stat().st_size for file in files) / 1e6}


def held_out(folder: Path) -> dict[str, float]:
    """What training measured on folds held out of it; empty when the manifest does not say."""
    found = json.loads((folder / MANIFEST).read_text("utf-8")).get("held_out", {})
    return {name: value for name, value in found.items() if isinstance(value, int | float)}
