"""Is everything that the reply claims supported by the passages that it could rest on?

Labels: `grounded` (every claim), `partly` (some), `ungrounded` (none); `not_applicable` where no passages are known or
the reply claims nothing (courtesies, questions back, "I don't know", announcing a colleague). The score is halfway
between the claims' mean support and the weakest claim's. The evidence gives each claim with the passage or citation
that bears it out best, and how far.
"""

import re

from evals.claims import borne_out
from evals.cues import ANNOUNCES_PERSON, ASKS_FOR_CONTACT, REFUSES
from evals.text import subject_terms
from graphs.evaluator.grader import Grade, GradingContext, Stage
from graphs.turn import Turn
from knowledge.sentences import split

VERSION = "5"
STAGE = Stage.REPLY
LABELS = ("grounded", "partly", "ungrounded")

SUPPORTED = 0.5
COURTESY_TERMS = 5
MOST_TOGETHER = 20_000
"""Characters of all passages that are read as one text."""
_APOLOGY = re.compile(
    r"^\W*(?:i'?m |i am |we'?re |we are )?(?:very |so |really )?(?:sorry|apologi[sz]e)|^\W*(?:非常|很|十分"
    r"|实在)?(?:抱歉|对不起|不好意思)",
    re.IGNORECASE,
)
_ON_DETAILS = re.compile(
    r"\b(?:noted|saved) your\b|\buse (?:it|them) .*\b(?:get back to|contact|reach|call) you\b"
    r"|(?:已|都)?(?:记下|登记|保存)|只会?用",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"^\W*(?:hi|hello|hey|dear|sure|of course|certainly|thank|thanks|you're welcome|sorry|i'm sorry|we're sorry"
    r"|i apologi[sz]e"
    r"|i understand|i hope|hope (?:this|that)|let me know|feel free|happy to|glad to|is there anything"
    r"|anything else|please let|good ?bye|bye\b|see you|take care|no problem|no worries"
    r"|that(?:'s| is) (?:fine|all right|ok)"
    r"|(?:i am|i'm) (?:happy|glad) to|you (?:need not|don't have to|do not have to) (?:leave|tell|give)"
    r"|have a (?:nice|great|good)|according to our|here is what|您好|你好|亲|好的|当然|感谢|谢谢|不客气|抱歉"
    r"|对不起|不好意思|希望|如有|如果(?:您)?还有|祝|很高兴|再见|拜拜|没关系|没问题|(?:您)?不(?:用|必|需要)留)",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[,，;；]\s*(?:and\s+)?")
_INVITES = re.compile(
    r"^\W*(?:you are|you're) welcome to (?:put|ask|write|say|add)\b[^\d]*$|^\W*您?可以换个说法[^\d]*$", re.IGNORECASE
)
"""To ask in other words; a number would be a claim."""


async def grader(context: GradingContext) -> Grade:
    """Look for each claim's best support; a citation whose quote no passage holds counts as a claim of its own."""
    sources = _sources(context.turn)
    if sources is None:
        return Grade.not_applicable("the passages are not known")
    reply = context.turn.reply_on_passages if context.turn.passages is not None else context.turn.reply
    claims = [sentence for sentence in split(reply) if is_claim(sentence, context.turn.question)]
    if not claims:
        return Grade.not_applicable("the reply claims nothing")
    best = [_best(claim, context.turn.question, sources) for claim in claims]
    evidence = [_line(claim, *found) for claim, found in zip(claims, best, strict=True)]
    supports = [value for value, _ in best]
    for quote in _invented_quotes(context.turn):
        supports.append(0.0)
        evidence.append(f"✗ cited, but in no passage: {quote}")
    weak = sum(value < SUPPORTED for value in supports)
    score = (sum(supports) / len(supports) + min(supports)) / 2
    if not weak:
        return Grade.passed(f"all {len(supports)} claims are supported", "grounded", score, evidence)
    label = "partly" if weak < len(supports) else "ungrounded"
    return Grade.failed(f"{weak} of {len(supports)} claims are not supported", label, score, evidence)


def is_claim(sentence: str, question: str) -> bool:
    """Whether a sentence states something that a passage would have to support."""
    if not subject_terms(sentence) or sentence.rstrip(" \"'”’)）").endswith(("?", "？", ":", "：")):
        return False
    if any(cue.search(sentence) for cue in (REFUSES, ANNOUNCES_PERSON, ASKS_FOR_CONTACT, _ON_DETAILS, _APOLOGY)):
        # "I don't know the price, but it is 20 euros" still claims the price.
        return bool(set(re.findall(r"\d+", sentence)) - set(re.findall(r"\d+", question)))
    if _INVITES.match(sentence):
        return False
    return not all(_is_courtesy(clause) for clause in _CLAUSES.split(sentence))


def _is_courtesy(clause: str) -> bool:
    """Whether a clause is a form of politeness; a long one may hide a statement."""
    terms = subject_terms(clause)
    return not terms or (bool(_COURTESY.match(clause)) and len(terms) <= COURTESY_TERMS)


def _sources(turn: Turn) -> list[tuple[str, str]] | None:
    """Name and text of all that the reply could rest on; the quotes only where the passages are not known."""
    if turn.passages is not None:
        return [(_name(passage.document, passage.chunk_id), passage.text) for passage in turn.passages]
    if turn.citations is not None:
        return [(_name(cited.document, cited.chunk_id), cited.quote) for cited in turn.citations]
    return None


def _name(document: str, chunk_id: str) -> str:
    """How a source is called in the evidence; texts given with a turn are `context:0`, `context:1`, ..."""
    return chunk_id if chunk_id.startswith(f"{document}:") else f"{document}#{chunk_id}"


def _best(claim: str, question: str, sources: list[tuple[str, str]]) -> tuple[float, str]:
    """The highest support for a claim, and the name of the source that gives it.

    Where each says a part, all together may bear it out; named is then the one that says most.
    """
    best, name = max(((borne_out(claim, question, text), name) for name, text in sources), default=(0.0, ""))
    if len(sources) > 1 and best < SUPPORTED:
        together = "\n".join(text for _, text in sources)
        best = max(best, borne_out(claim, question, together[:MOST_TOGETHER]))
    return best, name


def _invented_quotes(turn: Turn) -> list[str]:
    if turn.passages is None or turn.citations is None:
        return []
    texts = [passage.text for passage in turn.passages]
    quotes = (citation.quote for citation in turn.citations if citation.quote.strip())
    return [quote for quote in quotes if max((borne_out(quote, "", text) for text in texts), default=0.0) < SUPPORTED]


def _line(claim: str, value: float, name: str) -> str:
    if not name:
        return f"✗ {claim} (0.00: no source)"
    return f"{'✓' if value >= SUPPORTED else '✗'} {claim} ← {name} ({value:.2f})"
