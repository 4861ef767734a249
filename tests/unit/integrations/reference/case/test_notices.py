import re
from datetime import date
from pathlib import Path

import integrations.reference.case as package
from integrations.reference import rules
from integrations.reference.case.asking import Ask
from integrations.reference.case.notices import feed, load_notices, tell
from tests.municipality import NOW, OWNER

TODAY = date(2025, 10, 12)


def test_an_event_that_is_told_again_is_one_notice(tx):
    for _ in range(2):
        tell(tx, OWNER["national_id"], "bill_paid", event="paid:1", today=TODAY, levy_label="نوسازی", amount="1")
    ask = Ask(tx, NOW, national_id=OWNER["national_id"])
    found = feed(ask, cursor=None, limit=50)
    assert [item["kind"] for item in found["items"]] == ["bill_paid"]
    assert feed(ask, cursor=found["last_cursor"], limit=50)["items"] == []


def test_every_kind_of_notice_is_told_somewhere_and_none_is_told_that_has_no_text():
    folders = (Path(package.__file__).parent, Path(rules.__file__).parent)
    code = "".join(path.read_text("utf-8") for folder in folders for path in folder.glob("*.py"))
    built = {"plan_accepted", "plan_rejected", "objection_accepted", "objection_rejected", "document_accepted"}
    built |= {"document_rejected", "certificate_expiring", "certificate_expired"}
    for kind in set(load_notices()) - built:
        assert f'"{kind}"' in code, kind
    for prefix in ("plan", "objection", "document", "certificate"):
        assert re.search(rf'f"{prefix}_{{\w+}}"', code)
