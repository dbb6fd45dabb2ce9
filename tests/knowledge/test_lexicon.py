from pathlib import Path

import pytest

from knowledge.lexicon import Lexicon, UnreadableLexicon, built_in, read_names, read_synonyms
from knowledge.settings import KnowledgeSettings
from knowledge.tokens import tokens


def opened(data: Path, **named: Path) -> Lexicon:
    return Lexicon.open(KnowledgeSettings(_env_file=None, data=data, **named))  # type: ignore[call-arg, arg-type]


def test_without_files_there_are_the_built_in_synonyms_and_no_names(tmp_path: Path) -> None:
    lexicon = opened(tmp_path)
    assert not lexicon.names.weights
    assert lexicon.document_digest == ""
    assert "refund" in lexicon.rewording.alternatives(tokens("can I have my money back"))
    assert "退款" in lexicon.rewording.alternatives(tokens("我要退钱"))


def test_files_in_the_data_folder_are_used_unless_others_are_named(tmp_path: Path) -> None:
    (tmp_path / "dictionary.txt").write_text("AirPods Pro\n", encoding="utf-8")
    other = tmp_path / "other.txt"
    other.write_text("# 我们的产品\n小米14 Ultra\t2\n", encoding="utf-8")
    assert dict(opened(tmp_path).names.weights) == {"airpodspro": 1.0}
    assert dict(opened(tmp_path, dictionary=other).names.weights) == {"小米14ultra": 2.0}


def test_own_synonyms_add_to_the_built_in_ones(tmp_path: Path) -> None:
    (tmp_path / "synonyms.txt").write_text("米家，智能家居\nbuds => AirPods\n", encoding="utf-8")
    rewording = opened(tmp_path).rewording
    assert "米家" in rewording.alternatives(tokens("智能家居怎么用"))
    assert "airpod" in rewording.alternatives(tokens("my buds"))
    assert "bud" not in rewording.alternatives(tokens("my AirPods"))
    assert "退款" in rewording.alternatives(tokens("退钱"))


def test_documents_depend_on_the_names_and_on_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "dictionary.txt").write_text("Halo 3\nHalo 5\n", encoding="utf-8")
    before = opened(tmp_path).document_digest
    (tmp_path / "dictionary.txt").write_text("Halo 5\t3\nHALO-3\n", encoding="utf-8")
    (tmp_path / "synonyms.txt").write_text("lamp, light\n", encoding="utf-8")
    assert opened(tmp_path).document_digest == before
    (tmp_path / "dictionary.txt").write_text("Halo 5\n", encoding="utf-8")
    assert opened(tmp_path).document_digest not in ("", before)


def test_broken_lines_are_reported_with_their_numbers(tmp_path: Path) -> None:
    names, synonyms = tmp_path / "names.txt", tmp_path / "synonyms.txt"
    names.write_text("灯\tmuch\nLamp\n\n--\nA\t99\n", encoding="utf-8")
    with pytest.raises(UnreadableLexicon, match=r"names\.txt: line 1: .*line 4: .*line 5: ") as refused:
        read_names(names)
    assert "line 2" not in str(refused.value)
    synonyms.write_text("退款, refund\nalone\na => b => c\n灯 =>\n", encoding="utf-8")
    with pytest.raises(UnreadableLexicon, match=r"line 2: .*line 3: .*line 4: ") as refused:
        read_synonyms(synonyms)
    assert "line 1" not in str(refused.value)


def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnreadableLexicon, match="correct the path"):
        opened(tmp_path, dictionary=tmp_path / "none.txt")
    chinese = tmp_path / "gb.txt"
    chinese.write_bytes("小米, 米家".encode("gb18030"))
    with pytest.raises(UnreadableLexicon, match="UTF-8"):
        opened(tmp_path, synonyms=chinese)


def test_the_built_in_synonyms_are_read_once() -> None:
    assert built_in() is built_in()
