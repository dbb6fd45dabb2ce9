"""Lines that name products and words that mean the same, as files and the console write them."""

from knowledge.rewording import Group

_HEAVIEST = 10.0


def name_of(line: str) -> tuple[str, float]:
    """A name; after a tab or `|` its weight in questions (1 unless given). Raises ValueError with what is wrong."""
    name, _, given = line.replace("|", "\t").partition("\t")
    try:
        weight = float(given) if given.strip() else 1.0
    except ValueError:
        raise ValueError(f"{given.strip()!r} is no weight") from None
    if not any(map(str.isalnum, name)):
        raise ValueError("there is no name before the weight" if given else "this is no name")
    if not 0 < weight <= _HEAVIEST:
        raise ValueError("a weight lies above 0 and is at most 10")
    return name.strip(), weight


def group_of(line: str) -> Group:
    """A group "a, b, c" or one way "a, b => c", with English or Chinese commas. Raises ValueError."""
    sides = [_phrases(side) for side in line.split("=>")]
    if len(sides) > 2:
        raise ValueError('more than one "=>"')
    if not all(sides):
        raise ValueError('one side of "=>" is empty' if len(sides) == 2 else "this is no word")
    if len(sides) == 1 and len(sides[0]) < 2:
        raise ValueError("a group needs two words")
    return sides[0], sides[-1]


def _phrases(side: str) -> list[str]:
    phrases = side.replace("，", ",").replace("、", ",").split(",")
    return [phrase.strip() for phrase in phrases if any(map(str.isalnum, phrase))]
