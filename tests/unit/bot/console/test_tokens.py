from bot.console.tokens import form_token, form_token_fits, new_token, stored_form


def test_tokens_are_long_and_never_the_same():
    assert len({new_token() for _ in range(50)}) == 50
    assert len(new_token()) == 43  # 256 bits


def test_what_is_stored_is_not_the_token():
    token = new_token()
    assert token not in stored_form(token)
    assert stored_form(token) == stored_form(token)
    assert stored_form(token) != stored_form(new_token())


def test_a_form_token_fits_its_cookie_only():
    mine, other = new_token(), new_token()
    assert form_token_fits(mine, form_token(mine))
    assert not form_token_fits(mine, form_token(other))
    assert not form_token_fits(mine, "")
    assert not form_token_fits(mine, "ناشناس")


def test_without_a_cookie_no_form_token_fits():
    assert not form_token_fits("", form_token(""))


def test_the_form_token_does_not_give_the_cookie_away():
    assert form_token("secret") != stored_form("secret")
