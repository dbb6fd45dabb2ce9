"""Installed manuals as question sets."""

from pathlib import Path

from evals.benchmarks.manuals import load_manuals

_ANSWER = "要退出命令行，请同时按下左边的控制键和字母键，然后等待系统回到登录的提示，再关闭窗口就可以了。"


def _page(share: Path, path: str, *sections: tuple[str, str]) -> None:
    page = share / path
    page.parent.mkdir(parents=True, exist_ok=True)
    body = "".join(f"<div class='section'><h2>{heading}</h2><p>{text}</p></div>" for heading, text in sections)
    page.write_text(f"<html><body><h1>Manual</h1><nav>Next</nav>{body}</body></html>", encoding="utf-8")


def test_a_heading_asks_and_what_stands_under_it_answers(tmp_path: Path) -> None:
    _page(
        tmp_path,
        "debian-reference/ch01.zh-cn.html",
        ("1.1.4. 怎样退出命令行", _ANSWER),
        ("第 2 章 文件的权限", _ANSWER),
    )
    _page(tmp_path, "debian-reference/ch01.en.html", ("1.1.4. How to leave the prompt", "Press these keys. " * 10))
    english, chinese = load_manuals(tmp_path)
    assert (english.name, english.language) == ("debian_reference_en", "en")
    assert [question.text for question in english.questions] == ["How to leave the prompt"]
    assert (chinese.name, chinese.language) == ("debian_reference_zh", "zh")
    assert [question.text for question in chinese.questions] == ["怎样退出命令行", "文件的权限"]
    assert chinese.documents[0] == (next(iter(chinese.questions[0].right)), _ANSWER.encode()), "without its heading"


def test_left_out_is_what_does_not_ask_in_the_language_or_asks_twice(tmp_path: Path) -> None:
    _page(
        tmp_path,
        "libreoffice/help/zh-CN/text/swriter/guide/a.html",
        ("插入页码的方法", _ANSWER),
        ("Untranslated heading of this", _ANSWER),
        ("没有翻译的一节", "This section was never translated. " * 20 + "只有这些字是中文"),
        ("没有内容的一节", "见上文。"),
        ("页眉和页脚", _ANSWER),
    )
    _page(tmp_path, "libreoffice/help/zh-CN/text/scalc/guide/b.html", ("页眉和页脚", _ANSWER))
    (found,) = load_manuals(tmp_path)
    assert [question.text for question in found.questions] == ["插入页码的方法"]


def test_without_manuals_there_are_no_sets(tmp_path: Path) -> None:
    assert list(load_manuals(tmp_path)) == []
