"""What is wrong with a tools file is told before anybody is served, with its line."""

from typing import Any

import pytest

from graphs.agent.declared.load import ToolsFileError, load_file
from tests.graphs.agent.declared.conftest import TOOLS


def test_a_sound_file_gives_its_tools_and_limits(tools_file: Any) -> None:
    file = load_file(tools_file())
    assert [tool.name for tool in file.tools] == ["order_status", "cancel_order"]
    assert file.limits.calls_per_turn == 3


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("timeout_s: 1", "timeout: 1", "line 12, tools.0.timeout: Extra inputs are not permitted"),
        ("name: order_status", "name: hand_off", "line 4, tools.0.name: hand_off is a tool of Turnwise's own"),
        ("${SHOP}/orders/{order}", "https://{order}/x", "tools.0.http.url: the host must not depend on an argument"),
        ("${SHOP}/orders/{order}", "ftp://shop.example/{order}", "tools.0.http.url: must be an http:// or https://"),
        ("${SHOP}/orders/{order}", "https://me:pw@shop.example/{order}", "must hold no password"),
        ("${SHOP}/orders/{order}", "${SHOP}/orders/{number}", "{number} is not among the required arguments"),
        ("${TOKEN}", "${NOT_SET}", "line 7, tools.0.http.headers.Authorization: the variable NOT_SET is not set"),
        ("find: 'TW-?([0-9]{5})'", "find: 'TW-?([0-9]{5}'", "slots.order.find: is no regular expression"),
        ("find: 'TW-?([0-9]{5})'", "kind: colour", "kind: Input should be 'order_number'"),
        ("find: 'TW-?([0-9]{5})'", "value: '{}'", "give either `find`, a regular expression, or `kind: order_number`"),
        ("{expected}.", "{expcted}.", "reply: expcted is neither an argument nor among `show`"),
        ("type: object", "type: list", "tools.0.arguments: is no JSON schema"),
        ("show: [status, expected]", "show: []", "line 14, tools.0.show"),
        ("name: cancel_order", "name: order_status", "there are two tools named order_status"),
        ('ask: {en: "Could', 'ask: {fr: "ou", en: "Could', "tools.0.slots.order.ask.fr: Extra inputs"),
        ("confirm: true", "confirm: {en: Sure, zh: 确定吗？}", "confirm: both texts must name order"),
        ("tools:", "tools: [", "line"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_field(tools_file: Any, right: str, wrong: str, told: str) -> None:
    with pytest.raises(ToolsFileError) as raised:
        load_file(tools_file(TOOLS.replace(right, wrong, 1)))
    assert told in str(raised.value)
    assert "s3cret" not in str(raised.value)


@pytest.mark.parametrize("text", ["", "- 1", "just words"])
def test_a_file_that_is_no_list_of_tools_is_refused(tools_file: Any, text: str) -> None:
    with pytest.raises(ToolsFileError, match="must hold"):
        load_file(tools_file(text))


def test_a_file_that_is_not_there_is_named(tmp_path: Any) -> None:
    with pytest.raises(ToolsFileError, match="No such file"):
        load_file(tmp_path / "none.yaml")
