"""The ways of a flow."""

from dialogs.pictures.edges import END, edges

WORDS = {"holds": "y", "otherwise": "n", "empty": "empty", "filled": "filled", "skipped": "skipped", "refused": "no"}


def ways(book, flow):
    return {(edge.source, edge.target, edge.kind): edge.label for edge in edges(book.flows[flow], WORDS)}


def test_steps_follow_each_other_and_a_refusal_leads_back(book):
    found = ways(book, "price")
    assert found["use", "district", "next"] == ""
    assert found["fetch", "district", "refused"] == "not_found"
    assert found["result", "finish", "next"] == ""
    assert not any(source == "finish" for source, _, _ in found)


def test_a_refusal_may_end_or_jump(book):
    found = ways(book, "question")
    assert found["search", END, "refused"] == "nothing_found, not_ours"
    assert ways(book, "register")["send", "finish", "refused"] == "already_open"
