"""Does a question ask after a fact, which one sentence tells, or after a matter, which a whole section does?"""

import re

_FACT = re.compile(
    r"\b(?:who|whom|whose|when|where|which"
    r"|how\s+(?:many|much|long|old|far|often|soon|fast|tall|high|large|big|deep|wide|heavy)"
    r"|(?:in|at|on|for|by|to|from|of|with)\s+what"
    # "What year", "what caused"; but "what is", "what does it do" and "what if" want to be told about a matter.
    r"|what\s+(?!(?:is|are|does|do|if|about|can|should|to|happens?)\b)\w+)\b",
    re.IGNORECASE,
)


def asks_for_a_fact(question: str) -> bool:
    """Whether an English question asks for a person, a time, a place, an amount or one of several things.

    Chinese ones are not told apart: where that was measured it gave nothing (docs/decisions/0091).
    """
    return _FACT.search(question) is not None
