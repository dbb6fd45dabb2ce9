"""The parts of the benchmark, against real servers: the delay is really there, and what it says is the model's."""

from evals.benchmarks.first_text import ask_model
from evals.benchmarks.fixed_delay import FIRST_TOKEN_S, GREETING, TOKEN_S, fixed_delay, sentence_for
from evals.benchmarks.graph_cpu import cpu_ms

RESULT = (
    "[1] Help › Returns\nShort one. You can send everything back within 30 days.\n\n[2] Other\nSomething else entirely."
)


def test_the_server_says_a_sentence_of_the_first_result_and_cites_it() -> None:
    messages = [{"role": "user", "content": "x"}, {"role": "tool", "content": RESULT}]
    assert sentence_for(messages) == "You can send everything back within 30 days. [1]"
    assert "[1]" not in sentence_for([{"role": "tool", "content": "Nothing was found."}])


async def test_a_bare_client_sees_the_delay_and_then_the_first_sentence() -> None:
    async with fixed_delay() as port:
        first = await ask_model(port, "How long can I send it back?")
    assert first.token_s >= FIRST_TOKEN_S
    assert first.sentence_s >= first.token_s + len(GREETING.split()) * TOKEN_S


async def test_the_graph_takes_the_model_s_answer_whether_or_not_somebody_listens() -> None:
    assert await cpu_ms(2, listened=False) > 0
    assert await cpu_ms(2, listened=True) > 0
