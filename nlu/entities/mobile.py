"""Mobile numbers in every usual writing, as `09…`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.entities.doc import Doc, Found
from nlu.entities.identifiers import mobile_of, national_id_sound
from nlu.entities.runs import label_of, solid_runs

_FORM = re.compile(r"(?<![\d+-])(?:\+ ?98|0098|98|0)?[ -]?9\d{2}[ -]?\d{3}[ -]?(?:\d{4}|\d{2}[ -]\d{2})(?![\d])(?!-\d)")


def find(doc: Doc) -> Iterator[Found]:
    for match in _FORM.finditer(doc.plain):
        mobile = mobile_of(match.group())
        if mobile is None:
            continue
        prefixed = len(re.sub(r"\D", "", match.group())) > 10
        label = label_of(doc, match.start(), match.end())
        surely = prefixed and label not in {"bill_id", "payment_id"}
        if surely or label == "mobile" or (label is None and doc.expecting == "mobile"):
            yield Found("mobile", mobile, match.start(), match.end(), rank=88)
        elif label is None and doc.expecting != "national_id" and not national_id_sound(match.group()):
            yield Found("mobile", mobile, match.start(), match.end(), rank=60)
    for run in solid_runs(doc, 7, 14):
        label = run.label
        wanted = label == "mobile" or (label is None and doc.expecting == "mobile")
        if mobile_of(run.digits) is None and wanted and run.digits.startswith(("09", "9", "0098", "98")):
            yield Found("mobile", run.digits, run.start, run.end, rank=80, fault="length")
