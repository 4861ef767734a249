"""Trains the model when there is none that this program can use, or none of today's phrasings (development only)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from bot.errors import Code, Defect
from bot.settings import Settings
from nlu.intents import load_intents
from nlu.model_folder import ModelRefused, opened
from nlu.rasa_data import written_hash

ROOT = Path(__file__).resolve().parents[2]


def is_usable(folder: Path) -> bool:
    """Whether a model of this program's own shape is there."""
    return _manifest(folder) is not None


def is_current(folder: Path) -> bool:
    """Whether it is usable and made of the phrasings as they stand. One made of other data (`train --data`) is nobody's
    business but its maker's."""
    manifest = _manifest(folder)
    return manifest is not None and manifest.get("written_hash") in (None, written_hash())


def _manifest(folder: Path) -> dict[str, Any] | None:
    """That of a model which this program can use: read and checked once, for it stands beside megabytes."""
    try:
        manifest = opened(folder)
        load_intents(folder, manifest)
    except ModelRefused:
        return None
    return manifest


def ensure_model(settings: Settings) -> None:
    """Make sure `model_dir` holds a model of ours; in development, of today's phrasings.

    Raises:
        Defect: MODEL_MISSING in production (models are built beforehand), or when training fails.
    """
    if (is_usable if settings.production else is_current)(settings.model_dir):
        return
    if settings.production:
        raise Defect(Code.MODEL_MISSING, folder=str(settings.model_dir), mend="python -m bot train")
    # In a process of its own: training imports scikit-learn, which would stay in the server's memory.
    command = [sys.executable, "-m", "bot", "train", "--out", str(settings.model_dir.resolve())]
    trained = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)  # noqa: S603  # our own command
    if trained.returncode != 0:
        raise Defect(Code.MODEL_MISSING, folder=str(settings.model_dir), mend="python -m bot train")
