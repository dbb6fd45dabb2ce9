"""Passages are found by their best sentence, and Chinese ones by their meaning."""

from tests.knowledge.conftest import House


async def test_a_passage_with_the_sentence_asked_for_comes_before_one_about_the_same_in_general(house: House) -> None:
    general = "Delivery is our daily work. We deliver lamps. Delivery matters to us. Our delivery team loves delivery."
    exact = "Our catalogue is printed in May. Chairs are made of oak. A parcel reaches Iceland after nine working days."
    await house.write("general.md", general)
    await house.write("exact.md", exact)
    assert (await house.found("When does a parcel arrive in Iceland?"))[0] == "exact.md"
    hits = (await house.retriever.search("When does a parcel arrive in Iceland?")).hits
    assert hits[0].parts is not None
    assert hits[0].dense is not None
    assert hits[0].parts > hits[0].dense, "one sentence is nearer to the question than the whole"


async def test_a_chinese_question_in_other_words_finds_its_passage(house: House) -> None:
    await house.write("late.md", "逾期未还的款项会按日收取罚息。")
    await house.write("phone.md", "在个人中心可以更换绑定的号码。")
    found = await house.retriever.search("晚几天还钱会怎么样")
    assert found.hits[0].chunk.document == "late.md"
    assert found.hits[0].dense is not None


async def test_each_of_several_questions_leads_to_its_answer(house: House) -> None:
    await house.write(
        "faq.md", "# FAQ\n\nHow do I reset my password?\nI cannot log in.\nUse the link on the log-in page.\n"
    )
    await house.write("other.md", "# Other\n\nHow do I change my address?\nWrite to us.\n")
    assert (await house.found("log in does not work"))[0] == "faq.md"
