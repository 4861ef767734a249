"""`new-service`: a folder for a service to begin with. It passes `check`, trains and can be talked to as it stands;
what to write in it is told in docs/add-a-service.md."""

from __future__ import annotations

import re
from pathlib import Path

from bot.errors import Code, Defect
from bot.wiring.program import DIALOGS
from dialogs.wishes import NOT_SERVICES

FILES = ("flow.yaml", "texts.fa.yaml", "nlu.yaml", "stories.yaml")
SCAFFOLD = DIALOGS / "scaffold"
_NAME = re.compile(r"[a-z][a-z0-9_]{2,40}\Z")
_TITLE = re.compile(r"\w[\w\u200c\u064b-\u0654 -]{1,39}\Z")


def new_service(name: str, title: str, *, dialogs: Path = DIALOGS) -> Path:
    """Make the folder `services/<name>` with a draft in it; where it is.

    Raises:
        Defect: DATA_INVALID for a name or title that cannot be used, or is taken.
    """
    title = title.strip()
    folder = dialogs / "services" / name
    if not _NAME.match(name):
        raise Defect(Code.DATA_INVALID, what=f"{name!r} is no name of a service", mend="use a-z, digits and _")
    if not _TITLE.match(title):
        raise Defect(Code.DATA_INVALID, what=f"{title!r} is no title", mend="a few words without marks")
    if folder.exists() or name in NOT_SERVICES:
        raise Defect(Code.DATA_INVALID, what=f"the name {name} is taken", mend="choose another one")
    folder.mkdir(parents=True)
    for file in FILES:
        text = (SCAFFOLD / file).read_text(encoding="utf-8")
        filled = text.replace("@NAME@", name).replace("@TITLE@", title)
        (folder / file).write_text(filled, encoding="utf-8")
    return folder
