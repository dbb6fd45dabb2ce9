"""Does a question ask for the contrary of what a text tells? Negations and opposites, in English."""

import re
from collections.abc import Mapping, Set
from functools import cache, lru_cache

from knowledge.tokens import stem, tokens
from knowledge.wordlist import word_set

# "Which card is not accepted?" asks for what is not so; "My lamp does not work" and "why" tell of trouble instead.
_ASKS_WHAT_IS_NOT = re.compile(
    r"\b(?:what|which|who|whom|whose|when|where|how\s+(?:many|much|long|often))\b.{0,80}?"
    r"(?:\b(?:not|never|without|cannot|non|nobody|none|no)\b|n['’]t\b)",
    re.IGNORECASE,
)
_CONTRARY = word_set(
    "reject rejected refuse refused deny denied fail failed lack lacked lacking avoid avoided oppose opposed "
    "discourage discouraged prevent prevented forbid forbidden prohibit prohibited ban banned abolish abolished "
    "stop stopped cease ceased lose lost ignore ignored except besides instead unlike despite least worst fewest "
    "smallest lowest impossible false wrong illegal nothing nobody none never"
)
_PREFIXED = re.compile(r"non-?(?=[a-z]{4})|un(?!i|der|til|less)(?=[a-z]{4})|dis(?=[a-z]{5})|i[mnrl](?=[a-z]{6})")
_OPPOSITES = """
first earliest original / last final latest
early earlier / late later
before prior / after
begin began begun start started / end ended stop stopped finish finished
increase increased rise rose grow grew raise expand / decrease decreased fall fell decline reduce drop shrink
gain gained win won / lose lost
more / less fewer
most / least fewest
many / few
high higher highest / low lower lowest
large larger largest big bigger biggest great greatest / small smaller smallest little tiny
long longer longest tall tallest / short shorter shortest
old older oldest / young younger youngest new newer newest
ancient / modern
good better best / bad worse worst
strong stronger strongest / weak weaker weakest
fast faster fastest quick / slow slower slowest
hot hotter warm warmer / cold colder cool cooler
heavy heavier heaviest / light lighter lightest
light bright / dark dim
easy easier simple simpler / difficult hard harder complex
hard / soft
rich richer wealthy / poor poorer
expensive / cheap cheaper inexpensive
wide wider / narrow narrower
deep deeper / shallow
thick / thin
near nearest close closest / far farthest furthest
north northern / south southern
east eastern / west western
northeast northeastern / southwest southwestern
northwest northwestern / southeast southeastern
left / right
up upper above top / down lower below bottom
inside internal inner interior indoor / outside external outer exterior outdoor
man men male boy father son husband king brother uncle / woman women female girl mother daughter wife queen sister aunt
born birth / die died death
alive living live / dead
war / peace
attack attacked / defend defended
friend ally allied / enemy
love loved like liked / hate hated dislike disliked
accept accepted approve approved adopt adopted / reject rejected refuse refused deny denied
support supported favor favour promote / oppose opposed resist resisted
agree agreed / disagree disagreed
allow allowed permit permitted / forbid forbidden prohibit prohibited ban banned prevent prevented
encourage encouraged / discourage discouraged
cause caused / prevent prevented
create created build built found founded establish established / destroy destroyed demolish abolish abolished dissolve
add added / remove removed
include included / exclude excluded
join joined enter entered arrive arrived / leave left depart departed exit
buy bought purchase / sell sold
lend / borrow
open opened / close closed shut
succeed success successful / fail failed failure
positive / negative
active / passive inactive
direct / indirect
formal official / informal unofficial
legal / illegal
public / private
national domestic local / international foreign global
rural / urban
natural / artificial
permanent / temporary
major majority / minor minority
maximum / minimum
single / multiple
always / never
all every / none
common frequent often / rare rarely
finite / infinite
known / unknown
important significance significant / unimportant insignificant
necessary / unnecessary
possible able / impossible unable
able / unable
likely / unlikely
related / unrelated
popular / unpopular
visible / invisible
dependent / independent
complete / incomplete
regular / irregular
smooth / rough
wet / dry
full / empty
solid / liquid
import imported / export exported
advantage / disadvantage
strength / weakness
civilian / military
innocent acquit / guilty convict
summer / winter
day / night
primary / secondary
previous / next
past / future
former / latter
predator / prey
teacher / student
employer / employee
together / apart
multiply / divide
superior / inferior
senior / junior
true / false
"""


def asks_what_is_not(question: str) -> bool:
    """Whether the question wants to know what is not so."""
    return bool(_ASKS_WHAT_IS_NOT.search(question))


def turns_round(question: str, text: str) -> bool:
    """Whether a word of the question is not in the text, but its opposite is: "last" where the text tells of the first.

    So are "non-members" where it tells of members, and "refused" where it refuses nothing.
    """
    asked, told = stems(question), stems(text)
    opposites = _opposites()
    return any(
        (word in opposites and bool(opposites[word] & told)) or word in _contrary() or _without_prefix(word) & told
        for word in asked - told
    )


@lru_cache(maxsize=4096)
def stems(text: str) -> Set[str]:
    """The stems of a text's words."""
    return frozenset(map(stem, tokens(text)))


def _without_prefix(word: str) -> Set[str]:
    """The stem that a word denies: "necessari" in "unnecessari"."""
    match = _PREFIXED.match(word)
    return {stem(word[match.end() :])} if match else set()


@cache
def _contrary() -> Set[str]:
    return frozenset(map(stem, _CONTRARY))


@cache
def _opposites() -> Mapping[str, Set[str]]:
    found: dict[str, set[str]] = {}
    for line in _OPPOSITES.strip().splitlines():
        left, right = (frozenset(map(stem, side.split())) for side in line.split("/"))
        for word in left:
            found.setdefault(word, set()).update(right)
        for word in right:
            found.setdefault(word, set()).update(left)
    return found
