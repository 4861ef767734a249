"""A model on disk: plain files, and a manifest that names each with its hash. What is in them, other modules know."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
FORMAT = 3


class ModelRefused(ValueError):
    """The model on disk is missing, of another format, or not the one its manifest describes."""


def seal(folder: Path, files: Iterable[str], facts: Mapping[str, Any]) -> None:
    """Write the manifest of the files that stand in the folder."""
    manifest = {"format": FORMAT, **facts, "files": {name: _sha256(folder / name) for name in files}}
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", "utf-8")


def opened(folder: Path) -> dict[str, Any]:
    """The manifest of a folder whose files are the ones it names; `ModelRefused` otherwise."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        files: dict[str, str] = manifest["files"]
        if manifest["format"] != FORMAT:
            raise ModelRefused(f"{folder}: made for another version of this program; run `python -m bot train`")
        for name, wanted in files.items():
            if _sha256(folder / name) != wanted:
                raise ModelRefused(
                    f"{folder}: {name} is not the file its manifest describes; run `python -m bot train`"
                )
    except (OSError, KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
        raise ModelRefused(f"{folder}: no usable model ({type(error).__name__}); run `python -m bot train`") from error
    return manifest


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
