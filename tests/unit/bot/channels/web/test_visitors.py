from bot.channels.web.visitors import Visitor


def test_a_client_id_comes_back_to_its_own_visitor_and_to_nobody_else():
    one, other = Visitor("u1", "c1"), Visitor("u2", "c2")
    assert one.client_id(one.message_id("m-1")) == "m-1"
    assert other.client_id(one.message_id("m-1")) is None
    assert one.client_id(None) is None
