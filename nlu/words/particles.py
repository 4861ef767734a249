"""What stands apart and belongs together, and the object marker «رو»: changes that need the words around a word."""

from __future__ import annotations

from nlu.text import ZWNJ
from nlu.words import lexicon
from nlu.words.joining import NON_JOINING, ends_silent, key, owned, plural
from nlu.words.tables import WordTables
from nlu.words.untouched import Token

_PLURALS = {
    "ها": "", "های": "ی", "هایی": "یی", "هایم": "یم", "هایت": "یت", "هایش": "یش", "هام": "یم", "هاش": "یش", "هات": "یت",
    "هامون": "یمان", "هاتون": "یتان", "هاشون": "یشان", "هایمان": "یمان", "هایتان": "یتان", "هایشان": "یشان",
}  # fmt: skip
_OWNERS = {"مون": "مان", "تون": "تان", "شون": "شان", "ام": "م", "ات": "ت", "اش": "ش"}
_AFTER_SILENT_ONLY = frozenset({"ام", "ات", "اش"})


def joined(left: Token, right: Token, tables: WordTables) -> str | None:
    """The one word that two neighbours make: «می خواهم», «نقشه ها», «پرونده مون»; None when they stay two."""
    if left.word in {"می", "نمی"} and key(left.word + right.word) in tables.verbs and ZWNJ not in right.word:
        return f"{left.word}{ZWNJ}{right.word}"
    if left.word in {"می", "نمی"} and (known := tables.spoken.get(key(left.word + right.word))) is not None:
        return known
    if right.word in _PLURALS:
        return plural(left.word) + _PLURALS[right.word] if _is_noun(left.word, tables) else None
    if right.word in _OWNERS and (ends_silent(left.word) or right.word not in _AFTER_SILENT_ONLY):
        return owned(left.word, _OWNERS[right.word]) if _is_noun(left.word, tables) else None
    return None


def is_object_marker(before: Token | None, after: Token | None, tables: WordTables) -> bool:
    """Is «رو» here «را»? Only where a verb, or a word that cannot stand after «on», follows."""
    if before is None or after is None or key(before.word) in tables.verbs:
        return False
    follows = key(after.word)
    return follows in lexicon.listed("colloquial.yaml", "after_object") or (
        follows in tables.verbs and follows not in tables.attested
    )


def _is_noun(word: str, tables: WordTables) -> bool:
    compact = key(word)
    if len(compact) < 3 or compact in tables.verbs or compact in tables.spoken or word[-1] == ZWNJ:
        return False
    if word.endswith(("ها", "های")) or (word[-1] in NON_JOINING and len(compact) < 3):
        return False
    return tables.counts.get(compact, 0) >= 2 or compact in tables.attested
