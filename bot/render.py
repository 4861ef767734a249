"""Turns what the engine says into messages a citizen can read: text, buttons, codes to copy. Wording is data; how one
value reads is `dialogs.formats`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.envelopes import Attachment, Button, Link, Reply
from bot.ics import entry_file
from dialogs.effects import Ask, Choice, Quote, Say
from dialogs.formats import link
from dialogs.texts import TextBook
from nlu.text import persian_digits

FILES: Mapping[str, Callable[..., Attachment]] = {"calendar": entry_file}
"""What makes each of `dialogs.texts.FILE_KINDS`."""
_YES_NO = frozenset({"common.answer_yes", "common.answer_no"})


def render(texts: TextBook, effect: Say | Ask | Quote) -> Reply:
    """One effect, one message. Choices are numbered in the text as well, so that they work where there are no
    buttons: their numbers can be typed."""
    if isinstance(effect, Quote):
        return Reply(text=effect.text, author="staff", staff=effect.staff)
    codes: list[str] = []
    text = texts.render(effect.key, effect.args, codes, again=isinstance(effect, Say) and effect.again)
    buttons = tuple(Button(_title(texts, choice, codes), choice.payload) for choice in effect.choices)
    if _numbers(texts, effect):
        lines = [f"{persian_digits(str(at))}. {button.title}" for at, button in enumerate(buttons, start=1)]
        text = "\n".join([text, *lines])
    return Reply(
        text=text,
        buttons=buttons,
        codes=tuple(dict.fromkeys(codes)),
        links=_links(texts, effect),
        file=_file(texts, effect),
    )


def _file(texts: TextBook, effect: Say | Ask) -> Attachment | None:
    """The file that goes with this text, made from the value it names; None when that is not there."""
    wanted = texts.get(effect.key).file
    made_from = effect.args.get(wanted.of) if wanted else None
    if wanted is None or not isinstance(made_from, dict):
        return None
    title, note = (texts.render(key, made_from) if key else "" for key in (wanted.title, wanted.note))
    return FILES[wanted.kind](made_from, title=title, note=note)


def _links(texts: TextBook, effect: Say | Ask) -> tuple[Link, ...]:
    """The addresses this text shows, each under its title."""
    titles = texts.get(effect.key).links
    found = {path: link(effect.args.get(path)) for path in titles}
    return tuple(Link(titles[path], url) for path, url in found.items() if url)


def _numbers(texts: TextBook, effect: Say | Ask) -> bool:
    """Not yes and no, not the offers under a sentence, and not what the text lists itself."""
    if not isinstance(effect, Ask) or len(effect.choices) < 2:
        return False
    if {choice.label for choice in effect.choices} <= _YES_NO:
        return False
    return all(part.kind != "list" for part in texts.get(effect.key).placeholders)


def _title(texts: TextBook, choice: Choice, codes: list[str]) -> str:
    return " ".join(texts.render(choice.label, choice.args, codes).split())
