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


def test_answers_that_sound_like_another_wish_go_along(talk):
    """«زمینم ۲۰۰ متره منطقه ۳» right after an estimate begun in doubt was taken for a look-up of the land."""
    talk.says("قیمت", intents=DOUBT)
    said = talk.says("زمین ۲۰۰، منطقه ۵", intents={"register": 0.71}, district=5, land_area_m2=200)
    assert said[-1] == "price.ask_use"
    assert talk.stack == ["price"]


def test_a_strong_wish_with_values_of_both_drops_it(talk):
    talk.says("قیمت", intents=DOUBT)
    talk.says("ثبت منطقه ۵", intents={"register": 0.9}, district=5)
    assert talk.stack == ["register", "sign_in"]
