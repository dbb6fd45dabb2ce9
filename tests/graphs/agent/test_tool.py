from graphs.agent.tool import load_tools


def test_every_file_of_the_folder_is_a_tool_under_its_own_name() -> None:
    assert set(load_tools()) == {"search_knowledge", "save_lead", "hand_off"}


def test_a_tool_tells_models_its_arguments() -> None:
    function = load_tools()["hand_off"].schema()["function"]
    assert function["name"] == "hand_off"
    assert "customer_request" in function["parameters"]["properties"]["reason"]["enum"]
