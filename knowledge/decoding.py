"""Bytes to text: UTF-8, UTF-16, GB18030 and the rest, or a clear refusal."""

import codecs
import re

from charset_normalizer import from_bytes

from knowledge.reader import UnreadableDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\ufffe\uffff]")
_PUNCTUATION = "，。！？、；：“”‘’（）《》【】—…·￥"
_SHORT = 24
_COMMON_HAN = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经"
    "么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全"
    "三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任"
    "常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必"
    "场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告"
    "类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运请退货款订单邮购买服务费价查询"
)


def decode(data: bytes, name: str) -> str:
    """The text of a file of unknown encoding, line ends as \\n; raises `UnreadableDocument` for what is no text."""
    text = _decode(data)
    if text is None or len(_CONTROL.findall(text)) > max(2, len(text) // 200):
        raise UnreadableDocument(f"{name} is not a text file; save it as UTF-8 text or upload the original document.")
    return _CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")


def _decode(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if (text := _strictly(data, "utf-8")) is not None and "\x00" not in text:
        return text
    if b"\x00" in data[:4000]:
        return _unmarked_utf16(data)
    chinese = _strictly(data, "gb18030")
    # Latin and Cyrillic single-byte text also decodes as GB18030, but to rare characters: common ones give it away.
    if chinese is not None and (_looks_chinese(chinese) or _is_short_chinese(chinese)):
        return chinese
    best = from_bytes(data).best()
    return str(best) if best is not None else None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: nearly all line ends, spaces and digits have their zero byte on one side."""
    even, odd = data[0:4000:2].count(0), data[1:4000:2].count(0)
    if max(even, odd) < 10 * min(even, odd) or len(data) % 2:
        return None
    return _strictly(data, "utf-16-le" if odd > even else "utf-16-be")


def _is_short_chinese(text: str) -> bool:
    """A name or a short question, too short to count on the most common characters: all of it is common Chinese.

    Common are the 3,755 characters of GB 2312's first level (codes B0A1 to D7F9). Western text has hardly two high
    bytes side by side, and where it has (INFORMAÇÃO) mostly Latin letters around them.
    """
    high = [character for character in text if character > "\x7f"]
    han = sum("\u4e00" <= character <= "\u9fff" for character in high)
    letters = sum(character.isascii() and character.isalpha() for character in text)
    return len(high) <= _SHORT and han >= max(1, letters) and all(map(_is_common, high))


def _is_common(character: str) -> bool:
    code = character.encode("gb18030")
    first_level = len(code) == 2 and 0xB0 <= code[0] <= 0xD7 and code[1] >= 0xA1
    return first_level or character in _PUNCTUATION or "\uff01" <= character <= "\uff5e"


def _looks_chinese(text: str) -> bool:
    han = [character for character in text if "\u4e00" <= character <= "\u9fff"]
    high = sum(character > "\x7f" for character in text)
    punctuation = sum(character in _PUNCTUATION for character in text) + sum(
        "\uff00" <= character <= "\uffef" for character in text
    )
    common = sum(character in _COMMON_HAN for character in han)
    return bool(han) and (len(han) + punctuation) >= 0.8 * high and common >= 0.25 * len(han)
