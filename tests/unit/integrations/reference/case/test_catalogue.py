from integrations.reference.case import catalogue
from integrations.reference.case.catalogue import declaration_after, listed_types, load_catalogue, needed_documents
from integrations.reference.labels import vocabulary
from integrations.reference.written import jalali

INSPECTION = "inspection_scheduled"


def test_every_document_has_a_label_of_its_own():
    named = {code for entry in load_catalogue()["types"].values() for code in entry["documents"]}
    named |= {code for codes in load_catalogue()["needed_if"].values() for code in codes}
    labels = [catalogue.document_label(code) for code in sorted(named)]
    assert len(set(labels)) == len(labels)
    # Files list what is missing by label: each must lead back to its code.
    assert [vocabulary("documents").code(label) for label in labels] == sorted(named)


def test_an_attorney_and_an_heir_show_more():
    plain = needed_documents("no_violation", role="owner")
    assert needed_documents("no_violation", role="attorney") == (*plain, "power_of_attorney")
    assert needed_documents("no_violation", role="heir") == (*plain, "inheritance")


def test_the_day_a_declaration_may_lean_on_is_the_rules():
    assert jalali(declaration_after()) == "1386-12-29"


def test_only_a_type_with_an_inspection_can_be_declared_without_one():
    for entry in listed_types()["types"]:
        stages = [step["stage"] for step in entry["steps"]]
        assert not entry["self_declaration"] or INSPECTION in stages


def test_every_ticket_kind_has_its_days():
    assert set(load_catalogue()["tickets"]["days"]) == set(catalogue.words("ticket_kinds"))


def test_no_desk_takes_longer_for_its_step_than_the_whole_request_takes():
    for entry in listed_types()["types"]:
        # The inspection comes on a day the citizen chooses, which is not counted.
        steps = [step for step in entry["steps"] if step["actor"] != "citizen" and step["stage"] != INSPECTION]
        assert entry["usual_days"] >= max(step["sla_days"] for step in steps), entry["type"]
