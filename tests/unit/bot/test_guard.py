"""The mark of a route."""

from bot.guard import MARK, Access, access


def test_a_marked_endpoint_carries_its_gate_and_stays_itself():
    def endpoint() -> int:
        return 3

    assert access(Access.STAFF)(endpoint) is endpoint
    assert getattr(endpoint, MARK) is Access.STAFF
