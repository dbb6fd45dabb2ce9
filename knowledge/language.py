"""Which language is a text written in? By script, and by small words where the script is Latin."""

import re

from knowledge.wordlist import word_set

_SCRIPTS = re.compile(
    r"(?P<kana>[\u3040-\u30ff\uff66-\uff9d]+)|(?P<han>[\u3400-\u9fff\U00020000-\U0003ffff]+)|(?P<ko>[\uac00-\ud7af\u1100-\u11ff]+)"
    # A digit within does not make two words of one: Mi14T.
    r"|(?P<latin>[^\W\d_\u0370-\U0003ffff][^\W_\u0370-\U0003ffff]*)|(?P<ru>[\u0400-\u04ff]+)|(?P<ar>[\u0600-\u06ff\u0750-\u077f]+)"
    r"|(?P<he>[\u0590-\u05ff]+)|(?P<th>[\u0e00-\u0e7f]+)|(?P<el>[\u0370-\u03ff]+)|(?P<hi>[\u0900-\u097f]+)"
)
_LATIN = re.compile(r"[a-z]+")
_BY_CHARACTER = frozenset({"kana", "han", "ko"})
_SAMPLE = 600
_SENTENCE_HAN, _NAMED_HAN = 4, 2

_SMALL_WORDS: dict[str, frozenset[str]] = {
    "en": word_set(
        "the a an is are was were i you he she it we they my your his its our their this that what how when where "
        "why who which can could do does did will would should have has had not no yes to of in on at for with "
        "and or but if from by as be been there hello hi please thanks thank want need get me any am i'm don't "
        "can't it's"
    ),
    "de": word_set(
        "der die das ein eine ist sind und oder nicht ich du er sie wir ihr mein meine wie wann wo warum wer kann "
        "mit von zu im auf für den dem des auch bitte danke habe haben wird hallo bei nach es"
    ),
    "fr": word_set(
        "le la les un une des est sont et ou pas je tu il elle nous vous mon ma mes votre comment quand où "
        "pourquoi qui que avec de du dans sur pour au aux ce cette bonjour merci plaît puis-je c'est j'ai"
    ),
    "es": word_set(
        "el la los las un una es son y o no yo tú él ella nosotros mi mis su cómo cuándo dónde por qué quién que "
        "con de del en para al este esta hola gracias favor puedo tengo está"
    ),
    "pt": word_set(
        "o a os as um uma é são e ou não eu você ele ela nós meu minha como quando onde por que quem com de do da "
        "em para ao este esta olá obrigado obrigada posso tenho está isso"
    ),
    "it": word_set(
        "il lo la i gli le un una è sono e o non io tu lui lei noi mio mia come quando dove perché chi che con di "
        "del della in per al questo questa ciao grazie posso ho"
    ),
    "nl": word_set(
        "de het een is zijn en of niet ik jij hij zij wij mijn hoe wanneer waar waarom wie kan met van te op voor "
        "dit dat hallo dank bedankt heb heeft naar bij"
    ),
}


def detect(text: str) -> str:
    """Give "en", "zh", another ISO 639-1 code where that is cheaply certain, or "und"; a few microseconds."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        words = _LATIN.findall(sample.lower())
        return _latin(text, words) if words else "und"
    counts: dict[str, int] = {}
    words, capitals = [], 0
    for match in _SCRIPTS.finditer(sample):
        script, run = match.lastgroup or "", match.group()
        counts[script] = counts.get(script, 0) + (len(run) if script in _BY_CHARACTER else 1)
        if script == "latin":
            words.append(run.lower())
            capitals += run[0].isupper()
    if not counts:
        return "und"
    han, kana, hangul, latin = (counts.get(script, 0) for script in ("han", "kana", "ko", "latin"))
    if kana and kana * 8 >= han and kana + han >= latin:
        return "ja"
    # A Han or Hangul character carries about half a word, a letter run a whole one.
    if hangul and hangul >= han and hangul >= latin:
        return "ko"
    others = {script: n for script, n in counts.items() if script not in ("han", "kana", "ko", "latin")}
    script, most = max(others.items(), key=lambda item: item[1], default=("", 0))
    if most > latin and most > han / 2:
        return script
    if han * 0.6 >= latin and han:
        return "zh"
    # Latin names in a Chinese sentence bring no small words along; an English one with a Chinese name has some.
    enough = han >= _SENTENCE_HAN or (han >= _NAMED_HAN and capitals == len(words))
    if enough and not any(word in _SMALL_WORDS["en"] for word in words):
        return "zh"
    return _latin(text, words) if latin else "und"


def _latin(text: str, words: list[str]) -> str:
    evidence = {language: sum(map(small.__contains__, words)) for language, small in _SMALL_WORDS.items()}
    best = max(evidence, key=lambda language: evidence[language])
    # "no", "a", "me" belong to several languages: one word alone decides only for English.
    if evidence[best] and (
        best == "en" or (evidence[best] > evidence["en"] and (evidence[best] > 1 or len(words) < 3))
    ):
        return best
    plain = text[:_SAMPLE].isascii() or all(word.isascii() for word in words)
    return "en" if plain and any(len(word) > 1 for word in words) else "und"
