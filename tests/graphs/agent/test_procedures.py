"""How something is done, asked for by its process."""

import pytest

from graphs.agent.procedures import as_how_to


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("What is the warranty process?", "How do I claim the warranty?"),
        ("warranty process", "How do I claim the warranty?"),
        ("How does the warranty of the Halo 3 work?", "How do I claim the warranty of the Halo 3?"),
        ("How do I use the warranty of the Halo 3?", "How do I claim the warranty of the Halo 3?"),
        ("What is the procedure for a warranty claim on the Reed?", "How do I claim the warranty of the Reed?"),
        ("What are the steps to return an item?", "How do I return an item?"),
        ("What is the process for returning the Halo 3?", "How do I return the Halo 3?"),
        ("保修流程", "怎么申请保修？"),
        ("保修流程是什么？", "怎么申请保修？"),
        ("保修怎么走流程", "怎么申请保修？"),
        ("保修步骤有哪些", "怎么申请保修？"),
        ("Halo 3 保修流程是怎样的", "Halo 3 怎么申请保修？"),
        ("退货流程", "怎么申请退货？"),
        ("退货手续怎么办", "怎么申请退货？"),
    ],
)
def test_a_process_is_asked_for_by_how_to_set_it_going(said: str, asked: str) -> None:
    assert as_how_to(said) == asked


@pytest.mark.parametrize(
    "said",
    [
        "How does the warranty work?",
        "How long does the return process take?",
        "Does the Halo 3 work with a Philips Hue bridge?",
        "How does the hub work?",
        "How long is the warranty of the Halo 3?",
        "What does the warranty cover?",
        "退货流程要多久",
        "保修多久",
        "安装步骤",
        "灯里的电池能不能改？步骤说一下。",
        "",
    ],
)
def test_what_asks_for_no_process_stays_as_it_is(said: str) -> None:
    assert as_how_to(said) == said
