"""What the person is to the property, said as a sentence: «خریدار این آپارتمان هستم», «اینجانب مالک پلاک …».
Set phrases and short forms are data (`nlu/lexicon/applicant_role.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.entities.doc import Doc, Found, holds

_ROLES = {
    "مالک": "owner", "صاحب": "owner", "خریدار": "buyer", "وکیل": "attorney", "نماینده": "attorney", "وارث": "heir",
    "ورثه": "heir", "وراث": "heir", "مستاجر": "tenant", "قیم": "guardian", "مهندس ناظر": "engineer", "ناظر": "engineer",
}  # fmt: skip
_KIN = r"(?:پسر|دختر|همسر|خانم|شوهر|برادر|خواهر|پدر|مادر|داماد|عروس|فرزند|نوه)"
_ROLE = rf"(?<!\w)(?P<kin>{_KIN} )?(?P<role>{'|'.join(sorted(_ROLES, key=len, reverse=True))})(?!\w)"
_OTHER = r"(?!(?:که|و|با|به|از|تا|را|رو|منتظر|دنبال|نیست|نیستم|گفت|گفته|است|هست|هم)(?!\w))"
_I_AM = re.compile(rf"{_ROLE}(?: {_OTHER}[^\W\d_]+| \d+){{0,5}} (?:هستم|هستیم|می ?باشم|می ?باشیم)(?!\w)")
_I = re.compile(
    rf"(?<!\w)(?:اینجانب|بنده)(?: [^\W\d_]+){{0,4}}? {_ROLE}"
    r"(?= (?:پلاک|ملک|منزل|واحد|زمین|ساختمان|اپارتمان|مغازه|خانه|یک|این|قطعه|پرونده|سند|شش|سه|دو)(?!\w))"
)
_SOUGHT = re.compile(r"(?<!\w)(?:منتظر|دنبال|با|به|برای|که|پیش) $")
_IN_ROLES = ("هستم", "هستیم", "باشم", "باشیم", "اینجانب", "بنده")


def find(doc: Doc) -> Iterator[Found]:
    if not holds(doc.plain, _IN_ROLES) or not holds(doc.plain, _ROLES):
        return
    for pattern in (_I_AM, _I):
        for match in pattern.finditer(doc.plain):
            start = match.start("kin") if match.group("kin") else match.start("role")
            if _SOUGHT.search(doc.plain[:start]) is None:
                value = "relative" if match.group("kin") else _ROLES[match.group("role")]
                yield Found("applicant_role", value, start, match.end(), rank=36)
