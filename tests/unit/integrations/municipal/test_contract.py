from integrations.municipal.contract import load_contract, load_document

SHARED = {
    f"#/components/parameters/{name}": found for name, found in load_document()["components"]["parameters"].items()
}


def test_operations_are_read_with_their_facts():
    enrol = load_contract()["enrol"]
    assert (enrol.method, enrol.path, enrol.assurance, enrol.acts) == ("POST", "/enrolments", 1, True)
    assert enrol.refuses == {"already_enrolled", "closed", "not_found"}
    assert enrol.action == "municipal.enrol"
    assert load_contract()["health"].action is None


def test_no_citizens_number_is_part_of_a_path_or_query():
    named = set()
    for path, methods in load_document()["paths"].items():
        assert "{" not in path.replace("{client_key}", "")
        for spec in methods.values():
            parameters = spec.get("parameters", []) if isinstance(spec, dict) else spec
            parameters = [SHARED.get(item.get("$ref"), item) for item in parameters]
            named |= {item["name"] for item in parameters if item.get("in") == "query"}
    assert named == {"district", "use", "topic", "mode", "type", "status", "cursor", "limit", "booked"}
