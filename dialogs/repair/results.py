"""What is written after a result, or while one is on its way: another variant, another of the list, once more,
«چی شد؟»."""

from __future__ import annotations

from dataclasses import replace

from dialogs import questions
from dialogs.another import another_named, pick_another
from dialogs.choices import is_ordinal, names_other
from dialogs.draft import OFFERED, Draft
from dialogs.earlier import meant_earlier, varied_by
from dialogs.fill import fill
from dialogs.flow import Flow
from dialogs.former import former, keep_former, restore
from dialogs.hints import hinted, words_stand_in
from dialogs.past import ended_last, just_ended, just_failed, last_one
from dialogs.picking import asks_for_place, named_otherwise
from dialogs.portions import BOTH_WORDS
from dialogs.relative import varies
from dialogs.repair.done import about, acted, changed, not_done_yet, only_values
from dialogs.repair.orders import SHORT
from dialogs.repair.replies import go_on, say_working, take_answers, thanks_with_a_yes
from dialogs.repair.varying import no_such_choice, puts_right, same_of_another, tells, whats_if
from dialogs.starts import may_start, start
from dialogs.state import Frame
from dialogs.steps import CallStep, SayStep, Vary
from dialogs.taking import Filled
from dialogs.values import items_of
from dialogs.variants import asks_both, keep_last, unmet
from dialogs.walk import REVISED
from dialogs.wishes import ASKING, STRONG, SURE, asks_papers, clear_wishes, leads, signed
from nlu.entities.kinds import REQUESTED
from nlu.types import Act, Understanding


def after_result(draft: Draft, said: Understanding) -> bool:
    """«اگه سه طبقه باشه؟» after the result: the finished flow is opened again with that answer changed, or with one
    that it had done without («چه مراحلی رو رفته؟»)."""
    last, earlier = draft.shelved, meant_earlier(draft, said)
    if earlier is not None:
        draft.shelved = earlier
    if _opened_again(draft, said):
        return True
    draft.shelved = last
    return False


def _opened_again(draft: Draft, said: Understanding) -> bool:
    ended = _may_be_opened(draft, said)
    if ended is None:
        return False
    flow, kept = ended
    wishes = bool(clear_wishes(draft, said))
    both, waiting = asks_both(draft, flow, said), unmet(flow, kept)
    before, views = kept.slots.get(flow.wish), _views(flow) - waiting
    slots = {name: value for name, value in kept.slots.items() if name not in views}
    kept = kept._replace(slots=slots, attempts={})
    draft.stack.append(kept)
    filled = fill(draft, said)
    now = draft.stack[-1]
    if any(kept.slots.get(slot) != now.slots.get(slot) for slot in _hints(flow)):
        draft.stack.pop()
        return _search_anew(draft, flow, said)
    added = bool((set(now.slots) - set(kept.slots)) & _views(flow))
    added = added or (not filled.took and _asks_of_same_place(draft, flow, said))
    # «نه منظورم اینه که پنجشنبه هم بازه؟»: put right, however long
    heard = filled.heard and (wishes or len(said.raw.split()) <= SHORT or leads(said, "correct"))
    # An answer that it had ended without
    new = bool(filled.took) and not (filled.changed or heard) and only_values(flow, said)
    # «اون یکی چقدر مونده؟», «دومی چرا رد شده؟»: of that one, whatever is heard beside
    other = names_other(said.raw) or asks_for_place(draft, flow, said) or is_ordinal(said.raw)  # «فقط دومی باشه»
    wished_of_it = flow.wish in filled.slots and not draft.book.terms.asks(said.raw)  # «دومی رو ثبت‌نام کن»
    picked = (other or wished_of_it or not (filled.changed or added or heard or new)) and pick_another(draft, said)
    if other and not picked and not filled.changed and flow.has_chosen(kept.slots):
        draft.stack.pop()
        if flow.wish in filled.slots and now.slots.get(flow.wish) != before:
            return _wished_anew(draft, flow, said)
        return _other_of_unlisted(draft, flow, said)
    added = added or bool(filled.took and same_of_another(draft, flow, said))  # «با همین مشخصات منطقه ۳»: as it was
    if not (filled.changed or picked or added or heard or new):
        draft.stack.pop()
        return no_such_choice(draft, flow, said)
    if added and flow.wish in now.slots and (now.slots[flow.wish] == before or _may_have_moved(draft, flow, kept)):
        draft.unmark(step.id for step in flow.steps if isinstance(step.does, CallStep))
    draft.clear({slot for _, each in flow.collects() if each.slot in filled.slots for slot in each.anew} - filled.slots)
    _keep_before(draft, flow, kept)
    if both or waiting:
        filled.changed = []  # the two stand side by side: that says what is different
        draft.mark(REVISED, "")
        _say_anew(draft, flow)
    else:
        _tell_of_another(draft, flow, filled, another=picked or added or new, wished=wishes, heard=heard)
    return go_on(draft, filled)


def _keep_before(draft: Draft, flow: Flow, kept: Frame) -> None:
    """The result that is taken up again is the last one no more: it stays beside the new one, and can be gone back
    to."""
    draft.shelved = None
    keep_last(draft, flow, kept)
    keep_former(draft, flow, kept)


def former_result(draft: Draft, said: Understanding) -> bool:
    """«برگرد به حالت اول» after a what-if: the answers before it stand again, and the result with them."""
    ended = None if draft.stack else ended_last(draft)
    if ended is None:
        return False
    flow, kept = ended
    answers = former(draft, flow, kept, said)
    if answers is None:
        return False
    draft.stack.append(kept._replace(attempts={}))
    restore(draft, flow, answers)
    draft.clear(_views(flow))
    _keep_before(draft, flow, kept)
    draft.mark(REVISED, "")
    _say_anew(draft, flow)
    return go_on(draft, Filled())


def _may_have_moved(draft: Draft, flow: Flow, kept: Frame) -> bool:
    """Is it kept here, where what was just wished for may have altered it? What is there is looked up anew then."""
    actions = [step.does.action for step in flow.steps if isinstance(step.does, CallStep) and step.id in kept.done]
    return any(not spec.outside for name in actions if (spec := draft.book.actions.get(name)))


def _may_be_opened(draft: Draft, said: Understanding) -> tuple[Flow, Frame] | None:
    """The service that ended here and acted on nothing, when the message may be about it."""
    ended = ended_last(draft)
    if ended is None or not may_start(draft):
        return None
    flow, kept = ended
    if any(frame.flow == kept.flow for frame in draft.stack) or acted(draft, kept) or changed(draft, kept):
        return None
    named = signed(draft, said)
    nothing_more = _only_no(said) or leads(said, "thanks", SURE) or thanks_with_a_yes(draft, said)
    if nothing_more or (named and not (named == flow.id and _asks_side(draft, flow, said))):
        return None  # nothing more is wanted; or a wish of its own, and no other answer to what was asked before
    if (
        Act.PAPERS not in flow.acts
        and asks_papers(draft, said)
        and any(each.name in REQUESTED for each in said.entities)
    ):
        return None  # «مدارک المثنی چیه؟» right after its file: which papers such a request needs
    if _plainly_other(draft, flow, said) and not tells(draft, flow, said):
        return None
    others = [name for name in clear_wishes(draft, said) if name != flow.id]
    own = asks_both(draft, flow, said) or only_values(flow, said) or varies(draft, flow, said)
    own = own or _turns_to_another(draft, flow, kept, said, others) or same_of_another(draft, flow, said)
    own = own or whats_if(draft, flow, said) or tells(draft, flow, said) or puts_right(flow, said)
    own = own or (_asks_side(draft, flow, said) and (others == [ASKING] or not _read_as(said, others)))
    return None if others and not own else ended


def _turns_to_another(draft: Draft, flow: Flow, kept: Frame, said: Understanding, others: list[str]) -> bool:
    """«نه، تمدید رو می‌خواستم» after one of a list: another of the list is called so, and no service surely meant."""
    if Act.DENY not in said.acts or _read_as(said, others):
        return False
    return another_named(draft.trial([kept]), flow, kept.slots, said) is not None


def _only_no(said: Understanding) -> bool:
    """«نه» when nothing stands is no choice, though it may be a word for one («همین وقت بماند»)."""
    return Act.DENY in said.acts and len(said.raw.split()) == 1


def _other_of_unlisted(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """«اون یکی چی؟» after one that was named by its number or kind: the whole list is looked up now. One that was
    listed alone has no other, but for a place: there is always another."""
    last = last_one(draft)
    listed = [each.options_from for _, each in flow.collects() if each.options_from and not flow.place_question()]
    whole = last is not None and not named_otherwise(flow, last[1].slots)
    if last and whole and any(len(items_of(draft.book.texts, source, last[1].slots)) == 1 for source in listed):
        draft.say("common.only_this_one")
        draft.name("repaired")
        return True
    start(draft, flow.id, said)
    draft.name("repaired")
    return True


def _asks_of_same_place(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """«تو مسیر طرح قرار داره؟» right after the particulars of one piece of land: surely of this service, and of no
    other place. What it asks is among all there is to tell."""
    place = flow.place_question()
    if place is None or place.options_from is None or said.entities or len(said.raw.split()) > SHORT:
        return False
    asks = draft.book.terms.asks(said.raw) and not names_other(said.raw)
    return asks and leads(said, flow.id, STRONG) and just_ended(draft) is not None


def _asks_side(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """«چند طبقه می‌شود ساخت؟» right after a piece of land's particulars: of that one, and no article."""
    both = flow.vary.wish if flow.vary else None
    views = _views(flow)
    sides = [  # what is heard and voids another side is one too («کی باز میشه», «همه رو بگو»)
        each
        for each in flow.worded
        if (each.slot in views or (each.heard and (each.said_in or each.forgets))) and each.slot != both
    ]
    return len(said.raw.split()) <= SHORT and any(hinted(draft.book.texts, each, said) for each in sides)


def _read_as(said: Understanding, names: list[str]) -> bool:
    """Is one of these services a strong reading of the message, and not only a guess by a word of it?"""
    return any(intent.name in names and intent.confidence >= STRONG for intent in said.intents)


def _plainly_other(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """«وضعیت ۱۴۰۵۱۰۰۱۰۱» right after another service: surely a wish of its own, which its number only serves. Not a
    what-if, nor «… چی؟»."""
    if Act.WHAT_IF in said.acts or asks_both(draft, flow, said) or draft.book.terms.asks(said.raw):
        return False
    others = {name for name in clear_wishes(draft, said, least=SURE) if name != flow.id}
    return bool(others) and not (others == {ASKING} and _asks_side(draft, flow, said))  # «شماره تلفنشو بده»


def _wished_anew(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """«یه کلاس دیگه هم می‌خوام» after one's own was looked at: something else is wanted, of another list."""
    start(draft, flow.id, said)
    return True


def _tell_of_another(draft: Draft, flow: Flow, filled: Filled, *, another: bool, wished: bool, heard: bool) -> None:
    """What is said before the new result: that an answer was changed, unless `another` thing was asked about."""
    if any(collect.location for collect, _ in filled.changed):
        filled.changed = []  # another place was asked about: nothing was wrong before
        if wished:  # and in full: what was only mentioned the last time holds no more, but for what it is worked out of
            varied = flow.vary.of if flow.vary else ()
            heard_of = {collect.slot for _, collect in flow.collects() if collect.heard and collect.slot not in varied}
            draft.clear(heard_of - filled.slots)
        draft.mark(REVISED, "")
        _say_anew(draft, flow, whole=False)
    elif another or any(collect.options_from for collect, _ in filled.changed):
        filled.changed = []  # another of the list was asked about: nothing was wrong before
        _say_anew(draft, flow)
    else:
        draft.mark(REVISED, "")
        if heard and not filled.changed:
            _say_anew(draft, flow, whole=False)


def _say_anew(draft: Draft, flow: Flow, *, whole: bool = True) -> None:
    """The results once more, though they may be the same: an answer to what was asked, and never silence. With variants
    only what stands after them. Not `whole`: what holds for every result was said with the last one."""
    after = next((at for at, step in enumerate(flow.steps) if isinstance(step.does, Vary)), 0)
    told = [(step, step.does.key) for step in flow.steps[after:] if isinstance(step.does, SayStep)]
    last = {said.key for said in draft.before.last}
    beside = {key for key in last if key.startswith(f"{flow.id}.") and draft.book.texts.get(key).placeholders}
    draft.unmark(step.id for step, key in told if whole or not beside or key not in last - beside)


def tell_again(draft: Draft, flow: Flow, kept: Frame) -> bool:
    """The result of the service that ended, once more."""
    draft.stack.append(kept._replace(attempts={}))
    draft.shelved = None
    _say_anew(draft, flow)
    return go_on(draft, Filled())


def no_but_what_if(draft: Draft, said: Understanding) -> bool:
    """«نه. اگه ۴ طبقه باشه چی؟» to a question of another service: a no to that, and then what would be of the one
    before it."""
    kept = varied_by(draft, said) if Act.WHAT_IF in said.acts and draft.asked else None
    if kept is None or not take_answers(draft, replace(said, entities=())):
        return False
    if draft.stack:
        return True
    draft.unask()
    draft.offers = ()
    draft.effects = [effect for effect in draft.effects if getattr(effect, "key", "") != OFFERED]
    draft.shelved = kept
    _opened_again(draft, replace(said, acts=tuple(act for act in said.acts if act is not Act.DENY)))
    return True


def once_more(draft: Draft, said: Understanding) -> bool:
    """«نه، بنداز برا چهارشنبه», «یکی هم برای بانک» after something was done: the same service from its beginning, with
    what is new, about the same thing («عوضش کن»). Nothing is done without another yes."""
    ended = None if draft.stack else just_ended(draft)
    if ended is None or not (acted(draft, ended[1]) or changed(draft, ended[1])):
        return False
    flow, kept = ended
    if leads(said, "thanks", SURE) or thanks_with_a_yes(draft, said) or signed(draft, said):
        return False
    if clear_wishes(draft, said) and not only_values(flow, said):
        return False
    if clear_wishes(draft, said, least=SURE):
        return False
    asked = [collect for _, collect in flow.collects() if not (collect.free_text or collect.secret)]
    taken = {name for collect in asked for name in collect.entities}
    named = any(entity.name in taken and not entity.fault for entity in said.entities)
    if not (named or _wants_too(draft, flow, said)):
        return False
    start(draft, flow.id, said, about(flow, kept))
    draft.name("repaired")
    return True


def _wants_too(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """«برای آب هم همینو می‌خوام»: another choice of the same service, by words of its own."""
    if len(said.raw.split()) > SHORT or not BOTH_WORDS.search(said.raw):
        return False
    return any(hinted(draft.book.texts, each, said) for each in flow.worded if not each.heard)


def _search_anew(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """«تمدید پروانه‌م چی؟»: another one is described, and nothing but that is said."""
    if not only_values(flow, said):
        return False
    start(draft, flow.id, said)
    return True


def _hints(flow: Flow) -> set[str]:
    """Of these, what only helps to find what is meant: with a new one the search begins anew."""
    return {each.slot for each in flow.unasked if not each.options} - {flow.wish}


def _views(flow: Flow) -> set[str]:
    """And what side of it is asked about: good for one answer."""
    return {each.slot for each in flow.unasked if each.options or each.slot == flow.wish}


def follow_up(draft: Draft, said: Understanding) -> bool:
    """«چی شد؟» while something is on its way, or while a question stands: about that, not a new wish."""
    if Act.FOLLOW_UP not in said.acts:
        return False
    if any(frame.waiting for frame in draft.stack) or any(pending.told for pending in draft.calls.values()):
        say_working(draft)
        return True
    if not draft.stack:
        return _say_result_again(draft) or _try_again(draft, said) or _look_again(draft)
    if draft.asked is None:
        return False
    draft.name("repaired")
    if not_done_yet(draft) and words_stand_in(draft.book.texts, "common.asks_done", said):
        draft.say("common.not_done_yet")
    questions.again(draft)
    return True


def _say_result_again(draft: Draft) -> bool:
    """What came of the act that just ended: it may have been told while the citizen was not looking."""
    ended = just_ended(draft)
    if ended is None or not acted(draft, ended[1]):
        return False
    keys = {step.does.key for step in ended[0].steps if isinstance(step.does, SayStep)}  # those of its parts too
    told = [said for said in draft.before.last if said.key in keys]
    for said in told:
        draft.say(said.key, said.args)
    if told:
        draft.name("repaired")
    return bool(told)


def _look_again(draft: Draft) -> bool:
    """The same thing looked up once more, when it is known what the service that just ended was about."""
    ended = just_ended(draft)
    known = about(*ended) if ended else {}
    if ended is None or not known or acted(draft, ended[1]):
        return False
    start(draft, ended[0].id, None, known)
    draft.name("repaired")
    return True


def _try_again(draft: Draft, said: Understanding) -> bool:
    """«چی شد؟» after the backend could not be reached: asked once more, with what was said. Nothing is done without
    another yes."""
    failed = just_failed(draft)
    if failed is None:
        return False
    draft.name("repaired")
    start(draft, failed, said)
    return True
