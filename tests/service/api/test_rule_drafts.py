"""One rule over HTTP, as a form and as YAML: the same both ways, with each mistake at its own field."""

from typing import Any

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")

PATH = "/api/rules/written"
RULE = {
    "id": "shop.days",
    "title": {"en": "Names the days", "zh": "说明天数"},
    "kind": "forbidden",
    "match": {"words": ["30 days", "三十天"], "except": ["about 30 days"]},
    "examples": {"hit": ["within 30 days"], "pass": ["soon"]},
}


async def checked(service: Any, **text: Any) -> dict[str, Any]:
    response = await service.admin.post(PATH, json=text)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


async def test_a_rule_is_the_same_as_a_document_and_as_yaml(service: Any) -> None:
    there = await checked(service, rule=RULE)
    assert (there["rule"], there["mistakes"]) == (RULE, [])
    back = await checked(service, yaml=there["yaml"])
    assert back == there
    packed = (await service.admin.get(f"{PATH}/manners.closing")).json()
    assert packed["rule"]["id"] == "manners.closing"
    assert await checked(service, yaml=packed["yaml"]) == packed
    assert (await service.admin.get(f"{PATH}/nobody.knows")).status_code == 404


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"match": {"words": ["?"]}}, "match.words.0", "no_word"),
        ({"match": {"patterns": ["("]}}, "match.patterns.0", "bad_pattern"),
        ({"match": {}}, "match", "nothing"),
        ({"id": "Shop Days"}, "id", "string_pattern_mismatch"),
        ({"kind": "response_time", "match": None, "within_s": 0}, "within_s", "greater_than"),
        ({"applies": {"groups": ["night"]}}, "", "no_group"),
        ({"examples": {"hit": ["soon"]}}, "examples.hit", "wrong_example"),
        ({"examples": {"pass": ["30 days"]}}, "examples.pass", "wrong_example"),
    ],
)
async def test_a_mistake_is_told_at_its_field(service: Any, change: dict[str, Any], field: str, code: str) -> None:
    wrong = {name: value for name, value in (RULE | change).items() if value is not None}
    found = await checked(service, rule=wrong)
    assert (field, code) in [(one["field"], one["code"]) for one in found["mistakes"]]


async def test_a_mistake_in_yaml_is_told_by_its_own_line(service: Any) -> None:
    (mistake,) = (await checked(service, yaml="id: x\nkind: forbidden\nmatch: {words: ['?']}\n"))["mistakes"]
    assert (mistake["line"], mistake["field"]) == (3, "match.words.0")
    for odd in ("", "- id: x", "id: [", "id: x\n---\nid: y", "id: *x", "packs: [finance]", "\t", "a: 1\n- b"):
        found = await checked(service, yaml=odd)
        assert found["rule"] is None
        assert found["mistakes"], odd
        assert all(one["line"] >= 1 for one in found["mistakes"])
    assert (await service.admin.post(PATH, json={})).status_code == 422
    assert (await service.admin.post(PATH, json={"yaml": "x" * 210_000})).status_code == 422
    assert (await service.http.post(PATH, json={"yaml": "id: x"})).status_code == 401
