"""Numbers, dates and prices reach the customer exactly as the documents have them."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.messages import HumanMessage

from graphs.agent.citing import citations_of, read_claims
from graphs.evidence import Evidence, as_messages
from graphs.extractive import ExtractiveChatModel
from graphs.turn import Passage
from prompts.replies import load_replies

NUMBER = re.compile(r"\d[\d.,:/–-]*\d|\d")
AMOUNTS = st.one_of(
    st.decimals(0, 99_999, places=2).map(lambda value: f"€{value:,}"),
    st.integers(0, 999_999).map(lambda value: f"{value:,} 元"),
    st.dates().map(lambda day: f"{day:%d/%m/%Y}"),
    st.dates().map(lambda day: f"{day.year}年{day.month}月{day.day}日"),
    st.times().map(lambda time: f"{time:%H:%M}"),
    st.tuples(st.integers(1, 40), st.integers(1, 40)).map(lambda pair: f"{pair[0]}–{pair[1]} days"),
)
LINES = st.sampled_from(
    (
        "Delivery of a lamp costs {}.",
        "A refund takes {} after the parcel is back.",
        "- Returns until {}",
        "Region | Price\nEurope | {}",
        "配送费用是{}。",
        "退款时间为{}。",
        "1. 地区运费 {}",
        "地区 | 运费\n大陆 | {}",
    )
)
QUESTIONS = st.sampled_from(
    (
        "How much is delivery to Europe?",
        "How long does a refund take?",
        "until when can I return",
        "运费多少？",
        "退款多久？",
    )
)


@given(st.lists(st.builds(str.format, LINES, AMOUNTS), min_size=1, max_size=8), QUESTIONS)
@settings(deadline=None, max_examples=200)
def test_every_number_of_a_reply_stands_in_its_quote_and_every_quote_in_its_passage(
    lines: list[str], question: str
) -> None:
    language = "en" if question.isascii() else "zh"
    passages = tuple(
        Passage(f"{at}.md", f"c{at}", "\n".join(part)) for at, part in enumerate((lines[::2], lines[1::2])) if part
    )
    model = ExtractiveChatModel(replies=load_replies(), answer_threshold=0.1)
    found = as_messages([Evidence(passages, 0.9, language, 1, question)])
    cited = read_claims(model.invoke([HumanMessage(question), *found]).text)
    citations = citations_of(cited.claims, passages)
    texts = {passage.chunk_id: passage.text for passage in passages}
    assert all(texts[one.chunk_id][one.start : one.end] == one.quote for one in citations)
    quoted = [number for one in citations for number in NUMBER.findall(one.quote)]
    assert set(NUMBER.findall(cited.text)) <= set(quoted)
