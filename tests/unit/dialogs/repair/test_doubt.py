"""A service started in doubt: the doubt is kept until the citizen's next word, and only a plain no undoes it."""

DOUBT = {"price": 0.6, "question": 0.2}


def test_the_doubt_is_said_and_kept_for_one_turn(talk):
    assert talk.says("قیمت", intents=DOUBT) == ["common.taken_as", "price.ask_use"]
    assert talk.state.stack[0].doubted == ("question",)
    talk.says("مسکونی", use="residential")
    assert talk.state.stack[0].doubted is None


def test_who_is_sure_enough_is_not_doubted(talk):
    assert talk.says("قیمت", intents={"price": 0.95}) == ["price.ask_use"]
    assert talk.state.stack[0].doubted is None


def test_a_no_drops_the_service_and_the_others_are_offered(talk):
    talk.says("قیمت", intents=DOUBT)
    assert talk.says("نه", acts=["deny"]) == ["common.clarification_one"]
    assert talk.stack == []
    assert [offer.value for offer in talk.state.asked.offers] == ["question", None]


def test_without_another_in_mind_the_menu_is_shown(talk):
    talk.says("قیمت", intents={"price": 0.6})
    assert talk.says("نه", acts=["deny"]) == ["common.menu"]


def test_a_no_with_a_value_or_in_a_long_sentence_goes_along(talk):
    talk.says("قیمت", intents=DOUBT)
    assert talk.says("نه ۵", acts=["deny"], district=5)[-1] == "price.ask_use"
    assert talk.stack == ["price"]


def test_the_sign_in_on_top_goes_as_well(talk):
    talk.says("ثبت", intents={"register": 0.6, "price": 0.2})
    assert talk.stack == ["register", "sign_in"]
    talk.says("نه", acts=["deny"])
    assert talk.stack == []
