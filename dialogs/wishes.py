"""Which services a message asks for, and how sure that is. The numbers here are the only thresholds of the dialogs."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.choices import fold
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.formats import kind_of
from dialogs.hints import answers_itself, any_stand_in, hinted, phrases_of, words_held, words_stand_in
from dialogs.past import last_one
from dialogs.portions import ALSO, BOTH_WORDS, as_told, beside_values, called_beside, told_apart
from dialogs.ports import Json
from nlu.types import Act, Intent, Understanding

START = 0.45
"""Enough to start a service when nothing is in hand."""
DIGRESS = 0.6
"""Enough to leave a question that stands."""
SURE = 0.9
"""Enough to start a service without saying that it may be another. On four development sets 2–5 % of messages are below
it and above `START`; of those above it that start a service, one in a thousand means another."""
FOREIGN = 0.97
"""So surely none of ours that no words outweigh it («کلاس شنا دارین؟»)."""
STRONG = 0.75
"""Enough to act on beside something else in the message."""
BOTH = 0.4
WHOLE = 1.02
"""One reading's chances add up to one. More means that understanding read two parts of the message on their own: then
a second service of at least `BOTH` is meant as well."""
CLOSE = 0.6
"""A second reading with this share of the first one's confidence makes it a question which was meant."""
FAINT = 0.15
NEAR = 0.3
"""Enough to ask about a service where a weak reading says that it is none of ours."""
NAMED_BOTH = 0.03
"""Enough for the second service of «هم … هم …»: the words themselves say that there are two."""
_SEVERAL_VALUES = 3
_TITLE_WORDS = 2
"""One word of a title («پرونده») is in too many sentences."""
_TITLE_FILLERS = frozenset(
    (
        *("لطفا", "سلام", "را", "رو", "میخوام", "می", "خوام", "خواهم", "میخواهم", "میخواستم", "خواستم", "mikham"),
        *("بدونم", "بدانم", "ببینم", "بگو", "بگید"),
    )
)
_LETTERS = re.compile(r"[^\W\d_]{2}")
JOINING_WORDS = re.compile(
    r"(?<!\w)(?:بعدش|بعد هم|بعدم|و بعد|بعد از (?:اون|آن)|سپس|ضمناً?|در ضمن|همچنین|همین[ \u200c]?طور|راستی"
    r"|و اگه|و اگر|یه چیز دیگه"
    r"|و(?!\w)[^؟?!.]+(?<!\w)هم)(?!\w)"
)

MOST_ASKED = 3
"""Services named in the question which one is meant."""
ASKING = "regulation_question"
PERSON = "human_handoff"
WHO = frozenset({"mobile", "national_id", "name"})
_SAYS_WHO = WHO | {"applicant_role"}
NOT_SERVICES = frozenset({"cancel", "correct", "greeting", "thanks", "chitchat", "out_of_scope", PERSON})


def clear_wishes(draft: Draft, said: Understanding, *, least: float | None = None) -> list[str]:
    """Services the message surely asks for, best first: usually none or one."""
    least = least if least is not None else (DIGRESS if draft.stack else START)
    if apart := _surely_apart(draft, said, least):
        return apart
    if both := _says_both(draft, said):
        return both
    named = _asks_papers(draft, said) or asks_calendar(draft, said) or _titled(draft, said)
    named = named or signed(draft, said) or _by_codes(draft, said) or _of_property(draft, said)
    named = named or _of_close_ones(draft, said) or _by_values(draft, said)
    sure = [intent for intent in said.intents if intent.name not in NOT_SERVICES]
    if named:
        several = in_parts(said) and not _tells_of_us(draft, said, named)
        parts = [intent.name for intent in sure if intent.confidence >= BOTH] if several else []
        listed = [name for name in parts if name != ASKING]  # which papers are needed is no second question
        if len(listed) > 1 and named not in listed:  # beside two sure parts it is a third wish
            return [*listed, named]
        strong = [one.name for one in sure[:1] if one.confidence >= DIGRESS and one.name not in (named, ASKING)]
        beside = called_beside(draft.book.titles, said, strong, JOINING_WORDS)
        return listed if named in listed else [named, *beside]
    if not draft.stack and (not sure or sure[0].confidence < least) and (wanted := _by_words(draft, said)):
        return [wanted]
    if not sure or not said.intents or said.intents[0].name == "out_of_scope" or sure[0].confidence < least:
        return []
    if close_ones(draft, said):
        return []
    # A part that says who is there («موبایلم …») reads like a wish about one's data, and seldom is one; and whoever
    # reports something says more of it («… زودتر بیاید»).
    says_who = any(entity.name in _SAYS_WHO for entity in said.entities)
    least = STRONG if says_who or _tells(draft, said, sure[0].name) else BOTH
    others = [one for one in sure[1:4] if one.confidence >= (STRONG if _takes_words(draft, one.name) else least)]
    first, texts = draft.book.flows.get(sure[0].name), draft.book.texts
    others = [one for one in others if not answers_itself(texts, first, said, one.part)]
    both = [intent.name for intent in others] if in_parts(said) else []
    return as_told(said, list(dict.fromkeys([sure[0].name, *(both or _joined(draft, said, sure))])))


def _surely_apart(draft: Draft, said: Understanding, least: float) -> list[str]:
    """The services that the parts of a message ask for, each surely and each of us. Which papers are needed is no
    second question, but for what is told beside an estimate: «بکوبم از نو بسازم، عوارضش چقدره و چه مدارکی می‌خواد»."""
    names = told_apart(said, max(least, STRONG))
    ours = all(name in draft.book.flows and name not in NOT_SERVICES for name in names)
    if ours and ASKING in names and asks_papers(draft, said):
        asking = next(one for one in said.intents if one.name == ASKING)
        papers = _asks_papers(draft, replace(said, intents=(asking,))) or draft.book.papers_after(names)
        return [papers if name == ASKING else name for name in names] if papers and papers not in names else []
    if not ours:
        return []
    return as_told(said, names)


def signed(draft: Draft, said: Understanding) -> str | None:
    """A service that the words of one of its own values ask for («دیگه خبرم نکن»), or those of a choice that `asks`
    («اعتراضم چی شد»), whatever the model makes of them."""
    asks = any_stand_in(draft.book.texts, draft.book.asking_words, said)
    asked: list[str] = []
    for flow in draft.book.telling if asks or said.entities else ():
        for entity in said.entities if flow.signs else ():
            if entity.value in flow.signs.get(entity.name, ()):
                return None if _says_other(draft, said, flow.id) else flow.id
        for collect in flow.asking if asks else ():
            named = hinted(draft.book.texts, collect, said)
            angry = Act.UPSET in said.acts  # in such words a model reads nothing surely
            if named and named.asks and (angry or named.foreign or not leads(said, "out_of_scope", FOREIGN)):
                asked.append(flow.id)
    # «خبر همه پرونده‌هامو بده» has words of two: the likelier reading of them is meant
    return max(asked, key=lambda name: _chance(said, name)) if asked else None


def _chance(said: Understanding, name: str) -> float:
    return next((one.confidence for one in said.intents if one.name == name), 0.0)


def _of_property(draft: Draft, said: Understanding) -> str | None:
    """«برای ۱۰-۳-۷۷-۵ چند طبقه مجازه؟», read as a question about rules: the one service that takes such a place and has
    words for what is asked of it tells it of this one."""
    if not (said.entities and (leads(said, ASKING) or leads(said, "out_of_scope"))):
        return None
    named = {entity.name for entity in said.entities if kind_of(entity.name) == "code" or entity.name == "address"}
    found = [flow.id for flow in draft.book.menu() if named and _tells_of(draft, flow, named, said)]
    return found[0] if len(found) == 1 else None


def _tells_of(draft: Draft, flow: Flow, named: set[str], said: Understanding) -> bool:
    place = flow.place_question()
    if place is None or named.isdisjoint(place.entities):
        return False
    return any(hinted(draft.book.texts, each, said) for each in flow.unasked)


def _says_other(draft: Draft, said: Understanding, name: str) -> bool:
    """Right after that service its words are heard with less (`wish`): then a plain wish for another outweighs them."""
    last, intent = last_one(draft), said.intent
    if last is None or last[0].id != name or intent is None:
        return False
    if intent.name in NOT_SERVICES or intent.name not in draft.book.flows:
        return False
    return intent.name != name and intent.confidence >= STRONG


def close_ones(draft: Draft, said: Understanding) -> list[str]:
    """Two or three services that are about as likely, none of them surely."""
    sure = [intent for intent in said.intents if intent.name in draft.book.flows and intent.confidence >= FAINT]
    if len(sure) < 2 or sure[0].confidence >= DIGRESS or in_parts(said):
        return []
    if _says_both(draft, said) or _titled(draft, said) or signed(draft, said):
        return []
    close = [intent.name for intent in sure if intent.confidence >= CLOSE * sure[0].confidence]
    return close[:3] if len(close) > 1 else []


def _of_close_ones(draft: Draft, said: Understanding) -> str | None:
    """«میشه آنلاین استعلام گرفت؟»: of several that are about as likely, the one that the message calls by a word of its
    title which is in no other title."""
    close = close_ones(draft, said) if not draft.stack else []
    if not close:
        return None
    titles, words = draft.book.titles, set(fold(beside_values(said)).split())
    called = [
        name
        for name in close
        if any(sum(word in title for title in titles.values()) == 1 for word in titles.get(name, frozenset()) & words)
    ]
    return called[0] if len(called) == 1 else None


def near_miss(draft: Draft, said: Understanding) -> list[str]:
    """One service that is likely enough to be asked about, where the best reading is that it is none of ours, or where
    it is the best and alone."""
    first = said.intent
    if first and first.name in draft.book.flows and first.name not in NOT_SERVICES and NEAR <= first.confidence < START:
        return [first.name]
    if len(said.intents) < 2 or said.intents[0].name != "out_of_scope" or said.intents[0].confidence >= DIGRESS:
        return []
    second = said.intents[1]
    known = second.name in draft.book.flows and second.name not in NOT_SERVICES
    return [second.name] if known and second.confidence >= NEAR else []


def doubted(draft: Draft, said: Understanding, name: str) -> tuple[str, ...] | None:
    """The other services that may be meant by a message which started this one; None when there is no doubt."""
    sure = next((one.confidence for one in said.intents if one.name == name), 1.0) >= SURE
    if sure or name == ASKING:  # an article is over as soon as it is told: «نه» would find nothing to let go of
        return None
    if said.intent is None or in_parts(said) or _says_both(draft, said) or _titled(draft, said):
        return None
    if name in (signed(draft, said), _asks_papers(draft, said), _of_property(draft, said)):
        return None
    others = [one for one in said.intents if one.name != name and one.confidence >= FAINT / 3]
    return tuple(one.name for one in others if one.name in draft.book.flows and one.name not in NOT_SERVICES)[:2]


def leads(said: Understanding, name: str, least: float = START) -> bool:
    """Is this the best reading, and a likely one?"""
    return bool(said.intents) and said.intents[0].name == name and said.intents[0].confidence >= least


def _titled(draft: Draft, said: Understanding) -> str | None:
    """A service called by words of its title and no others («عوارض پروانه»): no model knows it better. Not while
    something is in hand: there the same words may be an answer."""
    return None if draft.stack else _by_title(draft, said.raw)


def _by_title(draft: Draft, text: str) -> str | None:
    words: set[str] = set()
    for word in fold(text).split():
        if word not in _TITLE_FILLERS:
            if word not in draft.book.titled:
                return None
            words.add(word)
    if len(words) < _TITLE_WORDS:
        return None
    found = [name for name, title in draft.book.titles.items() if words <= title and name not in NOT_SERVICES]
    return found[0] if len(found) == 1 else None


def _by_codes(draft: Draft, said: Understanding) -> str | None:
    """A message of nothing but codes that one service alone has questions for: the two numbers of a bill."""
    if draft.stack or not _only_codes(said):
        return None
    names = {entity.name for entity in said.entities}
    flows = [flow for flow in draft.book.flows.values() if not flow.system and all(map(flow.collect_of, names))]
    return flows[0].id if len(flows) == 1 else None


def _by_values(draft: Draft, said: Understanding) -> str | None:
    """«عوارض پروانه مدرسه غیرانتفاعی منطقه ۶»: a reading that is the best and not sure, of a service that works with
    values, where the message holds several and all are that one's."""
    intent = said.intent
    flow = draft.book.flows.get(intent.name) if intent and not draft.stack else None
    if intent is None or flow is None or flow.vary is None or not NEAR <= intent.confidence < START:
        return None
    names = {entity.name for entity in said.entities}
    return flow.id if len(names) >= _SEVERAL_VALUES and names <= flow.names else None


def code_takers(draft: Draft, said: Understanding) -> dict[str, dict[str, Json]]:
    """The first services of the menu that ask for the one code that stands alone, with their answer to be."""
    if draft.stack or not _only_codes(said) or len(said.entities) != 1 or said.entities[0].name in WHO:
        return {}
    entity = said.entities[0]
    takers: dict[str, dict[str, Json]] = {}
    for flow in draft.book.menu():
        slot = next((each.slot for _, each in flow.collects() if entity.name in each.entities), None)
        if slot and entity.fault is None:
            takers[flow.id] = {slot: entity.value}
    return dict(list(takers.items())[:MOST_ASKED])


def _only_codes(said: Understanding) -> bool:
    """Nothing but codes?"""
    if not said.entities or any(kind_of(entity.name) != "code" for entity in said.entities):
        return False
    return not _LETTERS.search(beside_values(said))


def _by_words(draft: Draft, said: Understanding) -> str | None:
    """A reading that is not sure beside words for what one service alone does («پول کم شد ولی ثبت نشد»)."""
    other = said.intent if said.intent and said.intent.name in NOT_SERVICES else None
    if other and other.confidence >= (DIGRESS if other.name == "out_of_scope" else STRONG):
        return None
    if Act.DENY in said.acts and len(said.raw.split()) <= _TITLE_WORDS:  # «کارشناس نمی‌خوام»
        return None
    small = {Act.AFFIRM, Act.ENOUGH} & set(said.acts)
    if small and said.intent and said.intent.confidence < START:  # «بقیه‌اش درسته», «فعلا کاری ندارم»
        return None
    if (held := words_held(draft.book.texts, said)).isdisjoint(draft.book.wish_words):
        return None
    flows = [flow.id for flow in draft.book.flows.values() if not held.isdisjoint(flow.wish_words)]
    return flows[0] if len(flows) == 1 and _may_be(said, flows[0]) else None


def _may_be(said: Understanding, name: str) -> bool:
    """Words of a service that is none of the readings say too little beside one that is: «دیوار» is a wall, and a site
    for advertisements."""
    read = {one.name: one.confidence for one in said.intents if one.name not in NOT_SERVICES}
    return read.get(name, 0.0) >= FAINT or all(confidence < FAINT / 2 for confidence in read.values())


def asks_papers(draft: Draft, said: Understanding) -> bool:
    """Does it ask which papers are needed? «مدارک پایان‌کار» alone does, where it is read as a question."""
    if Act.PAPERS in said.acts:
        return True
    return leads(said, ASKING) and words_stand_in(draft.book.texts, "common.asks_papers", said)


def _asks_papers(draft: Draft, said: Understanding) -> str | None:
    """«برای پایان‌کار چه مدارکی لازمه؟»: the service that tells them (`acts: [papers]`) when it is named what for. Also
    beside a wish for it: it tells the papers on its way."""
    if said.intent is None or not asks_papers(draft, said):
        return None
    if _only_papers(draft, said):
        return next((flow.id for flow in draft.book.flows.values() if Act.PAPERS in flow.acts), None)
    named = {entity.name for entity in said.entities if entity.fault is None}
    for flow in draft.book.flows.values():
        asked_for = {name for _, collect in flow.collects() if collect.options for name in collect.entities}
        if Act.PAPERS in flow.acts and named & asked_for and said.intent.name in (ASKING, flow.id):
            return flow.id
    return None


def _only_papers(draft: Draft, said: Understanding) -> bool:
    """«چه مدارکی لازمه؟» with nothing before it that it could be about: what for is asked."""
    if said.entities or draft.stack or draft.shelved or draft.topic:
        return False
    beside = phrases_of(draft.book.texts, "common.asks_only_papers").sub(" ", fold(said.raw))
    return Act.PAPERS in said.acts and not draft.book.terms.telling(beside)


def asks_calendar(draft: Draft, said: Understanding) -> str | None:
    """«بذارش توی تقویمم»: no model knows it, and nothing else is meant by it."""
    if Act.CALENDAR not in said.acts:
        return None
    flow = draft.book.for_act.get(Act.CALENDAR)
    return flow.id if flow else None


def _says_both(draft: Draft, said: Understanding) -> list[str]:
    """«هم پرونده‌ام را ببینم هم عوارض را حساب کنم»: as many services as are told off or have a part of the message,
    those called by their titles first, and then the surer; or nothing."""
    times = len(BOTH_WORDS.findall(said.raw)) if ALSO in said.raw else 0
    if times < 2 or said.intent is None or said.intent.name in NOT_SERVICES:
        return []
    if draft.stack and said.intent.confidence < DIGRESS:
        return []  # «هم مسکونی هم تجاری» answers a question
    names = [
        intent.name
        for intent in said.intents
        if intent.confidence >= NAMED_BOTH and intent.name in draft.book.flows and intent.name not in NOT_SERVICES
    ]
    parted = [intent.name for intent in said.intents[1:] if intent.part and intent.name in names]
    if not draft.stack:
        titled = (_by_title(draft, part) for part in BOTH_WORDS.split(said.raw)[1:])
        names = list(dict.fromkeys([*filter(None, titled), *names]))
    return names[: max(times, 1 + len(parted))] if len(names) > 1 else []


def _tells(draft: Draft, said: Understanding, first: str) -> bool:
    """Is the whole message an answer to the service it starts, and no word in it joins another wish to it? A report is,
    and what somebody objects to («درخواستم رو رد کردن، اعتراض دارم»)."""
    flow = draft.book.flows.get(first)
    own = [collect for _, collect in flow.collects() if collect.free_text and not collect.secret] if flow else []
    telling = any(collect.opening or not (collect.optional or collect.aside) for collect in own)
    return telling and JOINING_WORDS.search(said.raw) is None


def _tells_of_us(draft: Draft, said: Understanding, name: str) -> bool:
    """«سه ماهه پرونده‌م رو معطل کردید، می‌خوام شکایت کنم»: a report in words of its own, and what else is read in it is
    what it is about. What is calmly asked beside it is another wish."""
    calm = Act.UPSET not in said.acts and draft.book.terms.asks(said.raw)
    return not calm and draft.book.flows[name].told_off is not None and _tells(draft, said, name)


def _takes_words(draft: Draft, name: str) -> bool:
    """Does it take down what a message says, so that any part may read like it («…، پیگیری کنید لطفا»)? No question
    does."""
    flow = draft.book.flows.get(name)
    return name != ASKING and flow is not None and bool(flow.opened)


def _joined(draft: Draft, said: Understanding, sure: list[Intent]) -> list[str]:
    """The second of two wishes that a word joins («پرونده‌م کجاست، بعدش عوارض رو حساب کن»), read as one and so in doubt:
    its share of the doubt is what it is."""
    second = next((intent for intent in sure[1:2] if intent.confidence >= FAINT), None)
    if second is None or second.name not in draft.book.flows or JOINING_WORDS.search(said.raw) is None:
        return []
    return [second.name]


def in_parts(said: Understanding) -> bool:
    return sum([intent.confidence for intent in said.intents]) > WHOLE
