"""What customers say when they are content or not, and replies when they cannot serve: cues for grading how they fared.

Weaker signs than those of `evals.cues`, each of which settles a matter: these only count in a sum.
"""

import re
from functools import partial

_cue = partial(re.compile, flags=re.IGNORECASE)

DENIES = _cue(r"\bno\b|n't\b|\bnot\b|\bnever\b|\bnone\b|不|没|别|未")
PRAISES = _cue(
    r"\b(?:great|perfect|awesome|excellent|wonderful|fantastic|lovely|sounds (?:good|great|nice|like)|helpful"
    r"|that works|that will work|i love|excited|cool|amazing|fine|nice|good)\b"
    r"|不错|太好|真好|很好|棒|赞|喜欢|满意|放心"
)
AGREES = _cue(
    r"^\W*(?:yes|yeah|yep|sure|ok|okay|alright|all right|great|perfect|awesome|excellent|wonderful|cool|sounds|thanks?"
    r"|thank you|that(?:'s| is| would be| sounds| will| works))\b"
    r"|^\W*(?:好|嗯|行|可以|是的|对|哦|噢|知道|收到|明白|没事|谢)"
)
CORRECTS = _cue(
    r"\b(?:actually|instead|i (?:said|asked|meant|mean|told|already|just)|still|hmm+|how about|what about|try"
    r"|are you sure|double[- ]?check|check again|different|another|other|wrong|incorrect|but)\b"
    r"|到底|还是|怎么还|不是说|为什么|为啥|凭什么|怎么会"
)
REGRETS = _cue(r"sorry|unable|unfortunately|regret|抱歉|不好意思|对不起|无法")
HAS_NOTHING = _cue(r"\b(?:no|none|not|zero|0)\b|n't\b|没有|不能|不可以|不支持|无法|不了")
