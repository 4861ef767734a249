"""The player of stories notices when a conversation goes differently."""

import pytest

from dialogs.effects import Quote
from dialogs.story import Player, Story, StoryBroken, read_stories, understand
from nlu.types import Act


def play(book, *turns, level=0, **calls):
    def shown(effect):
        if isinstance(effect, Quote):
            return effect.text, []
        buttons = [(book.texts.render(choice.label, choice.args), choice.payload) for choice in effect.choices]
        return book.texts.render(effect.key, effect.args), buttons

    story = Story("price", "test", turns, level, {name.replace("__", "."): given for name, given in calls.items()})
    Player(book, story, shown).play()


ASKS = {"citizen": "قیمت", "means": {"intent": "price"}}
ALL = {
    "citizen": "قیمت",
    "means": {"intent": "price", "entities": {"use": "residential", "district": 5, "land_area_m2": 9}},
}
PRICE = {"accepted": {"regional_price_rial": 1000}}


def test_a_story_that_holds_plays_through(book):
    play(
        book,
        {**ASKS, "bot": ["ask_use"], "shows": ["کاربری"], "hides": ["منطقه"], "outcome": "asked", "called": []},
        {"press": "مسکونی", "bot": ["ask_dist*"], "stack": ["price"], "slots": {"use": "residential"}},
        {"unsupported": "voice", "bot": ["common.unsupported_voice", "ask_district"]},
        {"file": "image/png"},
        {"press_payload": "/press:1:0", "outcome": "stale"},
        {"citizen": "اپراتور", "bot": ["common.handoff_waiting"]},
        {"staff": "took"},
        {"staff": {"said": "سلام"}, "bot": ["staff"]},
        {"staff": "released"},
        {"after": "26h", "stack": []},
        {"joined": True},
    )


def test_answers_are_given_now_later_or_in_two_steps(book):
    said = ["price.result"]
    play(book, {**ALL, "bot": said}, municipal__block_price=PRICE)
    play(book, {**ALL, "pending": True, "bot": []}, {"answer": {"municipal.block_price": PRICE}, "bot": said})
    play(book, {**ALL, "bot": ["common.call_checking", *said]}, municipal__block_price={"unknown": True, "then": PRICE})
    play(book, {**ALL, "bot": ["down"]}, municipal__block_price={"unavailable": True})
    play(book, {**ALL, "bot": ["none", "ask_district"]}, municipal__block_price={"rejected": "not_found"})


@pytest.mark.parametrize(
    "turns",
    [
        [{**ASKS, "bot": ["ask_district"]}],
        [{**ASKS, "bot": []}],
        [{**ASKS, "shows": ["منطقه"]}],
        [{**ASKS, "hides": ["کاربری"]}],
        [{**ASKS, "outcome": "answered"}],
        [{**ASKS, "called": ["municipal.block_price"]}],
        [{**ASKS, "stack": []}],
        [{**ASKS, "slots": {"use": 1}}],
        [ALL],
        [{"press": "نیست"}],
        [{"answer": {"municipal.block_price": PRICE}}],
        [{"citizen": "a", "shout": 1}],
        [{"citizen": "a", "press": "b"}],
        [{"after": "soon"}],
        [{**ALL, "calls": {"municipal.block_price": {"maybe": 1}}}],
        [{**ALL, "calls": {"municipal.block_price": {"accepted": {}}}}],
    ],
)
def test_a_story_that_does_not_hold_says_where(book, turns):
    with pytest.raises(StoryBroken, match="price/test, turn 1"):
        play(book, *turns)


def test_single_plain_words_carry_their_act():
    assert understand("نمی‌دانم", {}).acts == (Act.DONT_KNOW,)
    assert understand("نمی‌دانم چه شد", {}).acts == ()
    assert understand("نه", {"acts": []}).acts == ()


def test_stories_are_read_from_their_file(folder):
    assert [story.name for story in read_stories(folder / "services/price/stories.yaml")][:2] == ["happy", "cancel"]
