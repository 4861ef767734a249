"""Training data in Rasa's NLU format 3.1. Only intents and their examples are read; nothing is trained here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
DEFAULT_PATHS = (ROOT / "dialogs" / "services", ROOT / "nlu" / "data")
_ENTITY = re.compile(r"\[(?P<raw>[^\]]+)\](?:\((?P<name>[\w.]+)(?::(?P<value>[^)]+))?\)|\{(?P<map>[^}]*)\})")


class DataFault(ValueError):
    """The training data cannot be used; the message names the file and what is wrong in it."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """An entity marked in an example, by its place in the example's text."""

    name: str
    raw: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    intent: str
    entities: tuple[Labelled, ...] = ()


def read_examples(paths: Iterable[Path]) -> list[Example]:
    """Examples of all NLU files under the paths, in a settled order, without repeats."""
    seen: dict[tuple[str, str], Example] = {}
    for file in data_files(paths):
        for example in _examples(file):
            seen.setdefault((example.intent, example.text), example)
    if not seen:
        raise DataFault(f"no NLU examples in {[str(path) for path in paths]}")
    return list(seen.values())


def read_repeated(paths: Iterable[Path]) -> list[Example]:
    """Examples of all NLU files, each file once, but what people say often as often as the file says it."""
    return [
        example for file in dict.fromkeys(file.resolve() for file in data_files(paths)) for example in _examples(file)
    ]


def data_files(paths: Iterable[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            candidates = sorted([*path.rglob("*.yaml"), *path.rglob("*.yml")])
            files += [file for file in candidates if _is_nlu(file)]
        elif path.is_file():
            files.append(path)
        else:
            raise DataFault(f"{path}: no such file or folder")
    return files


def data_hash(examples: Iterable[Example]) -> str:
    """One hash for what a model was trained on; the order of files does not matter."""
    lines = sorted(f"{example.intent}\t{example.text}" for example in examples)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def written_hash(paths: Iterable[Path] = DEFAULT_PATHS) -> str:
    """One hash for the files as they are written: told in milliseconds, without reading what they say."""
    digest = hashlib.sha256()
    for file in data_files(paths):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def parse_example(line: str, intent: str) -> Example:
    """One example with its `[raw](entity)` marks taken out and remembered."""
    text = ""
    entities: list[Labelled] = []
    at = 0
    for match in _ENTITY.finditer(line):
        text += line[at : match.start()]
        start = len(text)
        text += match.group("raw")
        name = match.group("name") or _named_in_map(match.group("map") or "")
        entities.append(Labelled(name, match.group("raw"), start, len(text)))
        at = match.end()
    return Example(text + line[at:], intent, tuple(entities))


def _named_in_map(content: str) -> str:
    found = re.search(r'"entity"\s*:\s*"([^"]+)"', content)
    return found.group(1) if found else ""


def _is_nlu(file: Path) -> bool:
    return file.stem.startswith("nlu") or file.parent.name in {"data", "nlu"}


def _examples(file: Path) -> Iterator[Example]:
    try:
        content = yaml.safe_load(file.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataFault(f"{file}: not readable YAML ({type(error).__name__})") from error
    blocks = content.get("nlu") if isinstance(content, dict) else None
    if not isinstance(blocks, list):
        raise DataFault(f"{file}: no `nlu:` list")
    for block in blocks:
        if not isinstance(block, dict) or "intent" not in block:
            continue  # synonyms, look-up tables and regexes are Rasa's own business
        intent = str(block["intent"]).split("/")[0]
        for line in _lines(block.get("examples"), file, intent):
            yield parse_example(line, intent)


def _lines(examples: object, file: Path, intent: str) -> list[str]:
    if isinstance(examples, str):
        lines = [line.strip() for line in examples.splitlines() if line.strip()]
        wrong = [line for line in lines if not line.startswith("- ")]
        if wrong:
            raise DataFault(f"{file}: intent {intent}: an example does not start with `- `")
        return [line[2:].strip() for line in lines]
    if isinstance(examples, list):
        return [str(one["text"] if isinstance(one, dict) else one).strip() for one in examples]
    raise DataFault(f"{file}: intent {intent}: no examples")
