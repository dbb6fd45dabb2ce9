"""What a question asks for beside its words, and which sentence gives it: what is not so, a colour, an act of ours."""

import re
from dataclasses import dataclass

from graphs.answer_shape import Shape
from graphs.colours import asks_for_a_colour, colours_in, colours_shown, tells_colours
from graphs.matters import matters_in
from knowledge.denial import asks_what_is_not
from knowledge.support import denies
from knowledge.synonyms import meanings

# What is left of a sentence that says what is so where it is asked what is not; that tells of no colour, or of another
# one than the light's; and of one on a warranty, where an amount or a time is asked for and no matter: how long a
# battery's warranty is does not tell how long it lasts.
_SO, _COLOURLESS, _OTHER_COLOUR, _WARRANTY = 0.5, 0.5, 0.4, 0.5
# What a sentence gains that tells of colours where one is asked for, that has the act that a question asks about, and
# that is told by the shop itself.
_COLOUR, _ACT, _OURS = 0.15, 0.1, 0.1
_WHICH_NOT = re.compile(r"(?:哪|什么(?!时候)|谁).{0,12}(?:不(?!好意思)|没|无法|未|非)")
_WHETHER = re.compile(
    r"^\W*(?:and\s+|but\s+|so\s+)?(?:do|does|did|can|could|will|would|may|might|must|should|are|is)(?:n't)?\s+"
    r"(?P<who>i|we|you|they|it)\s+(?:(?:still|also|really|ever|even|just|actually|have\s+to|be)\s+)*(?P<act>[a-z]{3,})",
    re.IGNORECASE,
)
_WHETHER_ZH = re.compile(
    r"(?:能不能|可不可以|会不会|要不要|可以|能够|能|会|要|需要)(?P<act>[\u3400-\u9fff]{2}).*[吗么不]\W*$"
)
_OWN = re.compile(r"\b(?:we|our|us)\b|我们|本店", re.IGNORECASE)
_SAYS_LITTLE = 0.5


@dataclass(frozen=True, slots=True)
class AskedFor:
    """`what_is_not`: "which lamps can't be dimmed?". `act` are the terms of the verb of a question whether something
    is done, `ours` says that the shop does it; `unasked` that an amount or a time is asked for, and no matter."""

    what_is_not: bool
    colour: bool
    shown: frozenset[str]
    act: frozenset[str]
    ours: bool
    unasked: bool

    def weighed(self, score: float, sentence: str, read: str) -> float:
        """The score of a sentence; `read` has it with what stands over it: its heading, its table's header."""
        if self.what_is_not and not denies(sentence):
            score *= _SO
        if self.colour:
            score = score + _COLOUR if tells_colours(read) else score * _COLOURLESS
        if self.shown and not self.shown <= colours_in(read):
            score *= _OTHER_COLOUR
        if self.unasked and "warranty" in matters_in(read):
            score *= _WARRANTY
        ours = not self.ours or bool(_OWN.search(sentence))
        if ours and self.act & meanings(sentence).keys():
            score += _ACT
        return score + (_OURS if self.ours and ours else 0.0)


def asked_for(question: str, shape: Shape | None) -> AskedFor:
    """What the question asks for; `shape` is the shape of its answer."""
    found = _WHETHER.search(question) or _WHETHER_ZH.search(question)
    act = meanings(found["act"]) if found else {}
    return AskedFor(
        what_is_not=asks_what_is_not(question) or bool(_WHICH_NOT.search(question)),
        colour=asks_for_a_colour(question),
        shown=colours_shown(question),
        act=frozenset(term for term, value in act.items() if value > _SAYS_LITTLE),
        ours=found is not None and found.groupdict().get("who", "").lower() == "you",
        unasked=shape is not None and shape.needed and not shape.place and not matters_in(question),
    )
