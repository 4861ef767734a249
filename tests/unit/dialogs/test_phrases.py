"""The table of what the engine says."""

import re
from pathlib import Path
from typing import get_args

from dialogs.events import WHY_REFUSED
from dialogs.phrases import ENGINE, UNSUPPORTED
from dialogs.repair.faults import Fault

FOLDER = Path(__file__).parents[3] / "dialogs"


def test_the_reference_names_them_all():
    text = (FOLDER.parent / "docs/protocols/flows.md").read_text("utf-8")
    plain = [name for name in ENGINE if not name.startswith(("invalid_", "unsupported_"))]
    assert [name for name in plain if f"`{name}`" not in text] == []


def test_the_table_holds_exactly_what_the_code_says():
    text = "".join(path.read_text("utf-8") for path in FOLDER.rglob("*.py"))
    said = set(re.findall(r'"common\.([a-z0-9_]+)"', text))
    built = {"late_done", "late_rejected", "late_not_done", "thanks", "chitchat"}
    built |= {"internal_error"}  # said by `bot.turn` when a turn failed
    built |= {f"internal_error_{kind}" for kind in get_args(Fault)}
    built |= {f"unsupported_{kind}" for kind in UNSUPPORTED}
    built |= {f"file_refused_{why}" for why in WHY_REFUSED}
    plain = {name for name in ENGINE if not name.startswith("invalid_")}
    assert said | built == plain | {"unsupported_other"}
