from pathlib import Path

import pytest

from evals.benchmarks import refusing
from evals.benchmarks.companies import FITTED_ON, Company, load_companies
from evals.benchmarks.refusal_sets import Case, Cases
from tests.evals.benchmarks.sets import write, write_bank, write_squad


@pytest.fixture
def no_companies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their hundreds of texts take a while to embed."""
    monkeypatch.setattr("evals.benchmarks.refusal_sets.load_companies", lambda: iter(()))


@pytest.mark.usefixtures("no_companies")
async def test_answerable_questions_are_told_from_others_in_both_languages(tmp_path: Path) -> None:
    write_squad(tmp_path)
    write_bank(tmp_path)
    holding, lacking = "图书馆周一至周五上午九点开门。", "食堂的菜单每天更换。"
    write(
        tmp_path / "rgb_refine_zh" / "dev.jsonl",
        [{"id": at, "question": "图书馆几点开门", "positive": [holding], "negative": [lacking]} for at in range(12)],
    )
    reported = await refusing.run(tmp_path)
    rows = {row.name: row for row in reported if isinstance(row, refusing.Row)}
    assert set(rows) == {"squad2_en", "squad2_en_all", "bq_bank_zh", "rgb_refine_zh"}
    for row in rows.values():
        assert row.auroc.value > 0.9, row.name
        assert row.plain.value > 0.5, row.name
        assert (row.floor is None) == (row.name == "squad2_en_all")
    other = await refusing.run(tmp_path, tuning=True)
    (tuned,) = (row for row in other if isinstance(row, refusing.Row) and row.name == "squad2_en")
    assert rows["squad2_en"].n_answerable + tuned.n_answerable == 24
    assert rows["squad2_en"].n_unanswerable + tuned.n_unanswerable == 12


@pytest.mark.usefixtures("no_companies")
async def test_intents_are_faq_documents_of_their_training_texts(tmp_path: Path) -> None:
    asked = {"transfer": "move money to my savings", "weather": "will it rain tomorrow"}
    rows: list[dict[str, object]] = [{"text": text, "intent": intent} for intent, text in asked.items()]
    write(tmp_path / "clinc150_en" / "train.jsonl", rows)
    write(tmp_path / "clinc150_en" / "test.jsonl", rows * 10)
    strange: list[dict[str, object]] = [
        {"text": f"who wrote chapter {at} of the bible", "intent": "oos"} for at in range(20)
    ]
    write(tmp_path / "clinc150_en" / "oos_test.jsonl", strange)
    (row,) = (row for row in await refusing.run(tmp_path) if isinstance(row, refusing.Row))
    assert row.name == "clinc150_en"
    assert row.auroc.value > 0.9
    assert row.right.value > 0.9


def test_an_answer_is_wrong_where_nothing_answers_or_another_document_does() -> None:
    cases = (
        Case(True, True, 0.9, 2.0),
        Case(True, False, 0.7, 1.0),
        Case(False, False, 0.5, 1.5),
        Case(True, True, 0.2, 0.5),
    )
    points = {point.threshold: point for point in refusing.curve(Cases("set", "others", cases))}
    assert points[0.1].answered == 1
    assert points[0.1].wrong_of_answered == 0.5
    assert points[0.4].answered == 0.75
    assert points[0.4].wrong_of_answered == pytest.approx(2 / 3)
    assert points[0.6].unanswerable_answered == 0
    assert points[0.6].answerable_answered == pytest.approx(2 / 3)
    assert points[0.8].wrong_of_answered == 0


def test_what_is_offered_counts_from_the_offer_s_threshold_to_the_answer_s() -> None:
    cases = (
        Case(True, True, 0.9, 2.0, True),
        Case(True, False, 0.3, 1.0, True),
        Case(True, False, 0.3, 1.0, False),
        Case(True, False, 0.05, 1.0, True),
        Case(False, False, 0.5, 1.5),
        Case(False, False, 0.2, 1.5),
    )
    row = refusing.row(Cases("set", "others", cases), 0.4, 0.1)
    assert (row.answered.value, row.offered.value) == (0.25, 0.25)
    assert (row.strange.value, row.strange_offered.value) == (0.5, 0.5)


async def test_a_company_that_nothing_was_fitted_on_is_reported_and_one_that_was_by_tuning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fitted, other = (made_company(tmp_path, name) for name in (min(FITTED_ON), "zh-made-up"))
    monkeypatch.setattr("evals.benchmarks.refusal_sets.load_companies", lambda: iter((fitted, other)))
    for tuning, name in ((False, other.name), (True, fitted.name)):
        (row,) = (row for row in await refusing.run(tmp_path, tuning=tuning) if isinstance(row, refusing.Row))
        assert (row.name, row.n_answerable, row.n_unanswerable) == (name, 1, 1)
        assert row.right.value == row.answered.value == 1
        assert row.strange.value == 0


def made_company(folder: Path, name: str) -> Company:
    documents = folder / "companies" / name / "documents"
    documents.mkdir(parents=True)
    (documents / "退款.md").write_text("# 退款\n\n## 退款多久到账？\n\n收到退货后 5 天内原路退回。\n", encoding="utf-8")
    (documents / "门店.md").write_text("# 门店\n\n## 门店几点开门？\n\n每天九点开门。\n", encoding="utf-8")
    asked: list[dict[str, object]] = [
        {"id": "1", "question": "退款多久到账？", "document": "退款.md", "must": ["5 天"]},
        {"id": "2", "question": "今天上海的天气怎么样？", "document": "", "must": []},
    ]
    write(documents.parent / "questions.jsonl", asked)
    return next(one for one in load_companies(folder / "companies") if one.name == name)


def test_every_question_of_the_companies_has_its_answer_in_its_document() -> None:
    companies = list(load_companies())
    assert {company.name for company in companies} > FITTED_ON
    for company in companies:
        documents = {name: content.decode() for name, content in company.documents}
        assert len({one.id for one in company.questions}) == len(company.questions) >= 70
        for one in company.questions:
            assert bool(one.must) == bool(one.document), one
            told = documents[one.document].casefold() if one.document else ""
            assert all(must.casefold() in told for must in one.must), one
