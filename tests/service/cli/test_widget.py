"""`turnwise widget`: settings go out as YAML and come in again, mistakes are told, secrets are shown once."""

from pathlib import Path

from tests.service.cli.conftest import Turnwise


def test_settings_are_written_put_in_force_and_refused_with_their_field(fresh: Turnwise, tmp_path: Path) -> None:
    file = tmp_path / "widget.yaml"
    file.write_text(fresh("widget", "show", "widget").out.replace("side: right", "side: left"), encoding="utf-8")
    assert fresh("widget", "set", "widget", file).code == 0
    assert "side: left" in fresh("widget", "show", "widget").out
    assert fresh("widget", "list", "--json").records == [{"key": "widget", "name": "Website", "number": 1}]

    file.write_text("color: red\nsites: [shop.example]\n", encoding="utf-8")
    refused = fresh("widget", "set", "widget", file)
    assert refused.code == 2
    assert "color: write a colour" in refused.err
    assert "sites.0: write a site" in refused.err
    file.write_text("color: [", encoding="utf-8")
    assert "no YAML" in fresh("widget", "set", "widget", file).err


def test_another_widget_has_a_key_and_a_secret_of_its_own(fresh: Turnwise) -> None:
    tag = fresh("widget", "add", "Outlet").out
    key = fresh("widget", "list", "--json").records[1]["key"]
    assert f'data-account="{key}"' in tag
    secrets = {fresh("widget", "secret", key).out.strip() for _ in range(2)}
    assert len(secrets) == 2
    assert min(map(len, secrets)) >= 40
    assert fresh("widget", "show", "nobody").code == 1
