"""Common English words, by which letters are told from words: "asdf xxx" and "Halo 3" are in no language.

The words of customers and shops, not a dictionary: what is missing here only leaves a conversation in the language that
it has had so far.
"""

import re
from functools import cache

from knowledge.tokens import STOP_WORDS, stem
from knowledge.wordlist import word_set

_WORD = re.compile(r"[a-z]+")
_COMMON = word_set(
    """
able accept access account action activate add address adjust advice afraid after again age ago agree allow almost
already alternative always amazing amount angry annoyed another answer anyone anything apply approve arrange arrive
article ask assemble attach attend authorise authorize available avoid away awful baby back bad balance bank bargain
basket battery because bed before begin behind believe belong below benefit best better between big bill birthday
black blue book border both bother bottle bottom bought box brand break bright bring broke broken brown bug build bulb
business busy button buy cable call came cancel capacity car care carrier carry case cash certificate chair change
charge cheap check checkout child children choice choose city claim class clean clear click clock close cloth code
coffee cold colleague collect collection color colour come common company compare compatible complain complaint
complete computer confirm confused connect connection contact continue contract copy corner correct cost could country
couple coupon courier cover crack crash credit currency current custom customer customs cut damage danger dark date
day deal dear debit decide decline deep defect delay delete deliver delivery department deposit desk detail device die
difference different difficult dim dimmer direct dirty disappear disappointed discount dispatch display distance dog
door double download draw drawer dress drink drive drop dry due duration during duty early earn easy eat edge edit
eight either electric else email empty enable end english enough enter equipment error escalate even evening ever
every everyone everything exact example excellent except exchange excuse exist expect expensive expire explain export
express extend extra eye fabric face fact fail fall false family far fast fault faulty favour fee feed feedback feel
few file fill final find fine finish first fit five fix flat flicker flight floor follow food foot foreign forget
forgot form forward found four free fresh friday friend frustrated full fun furniture future garden gave general gift
girl give glad glass go goes gold gone good got great green grey ground group grow guarantee guess guest guide hair
half hand handle hang happen happy hard hate head health hear heat heavy height help hidden high hit hold hole holiday
home hope hot hotel hour house huge human hundred hurt idea ignore important impossible improve inch include incorrect
increase inform information inside instal install instead instruction insurance interest international invalid invite
invoice item job join joke keep key kid kind kitchen know label lamp language large last late later law lead leak
learn least leather leave left leg less let letter level life lift light like limit line link list listen little live
local location lock log login long look loose lose lost lot loud love low lower luck machine made mail make man manage
manager manual many map march mark match material matter maximum mean measure medium meet member membership message
metal middle might mind minimum minute miss missing mistake mobile mode model moment monday money month more morning
most mother mount move much music name narrow near necessary need never new next nice night nine nobody noise none
normal note nothing notice number obviously odd offer office often oil old once one online open operator opinion
opposite option orange order original other outside oven own owner pack package paid pain paint pair paper parcel part
pass password past pay payment people perfect perhaps period permission person phone photo pick picture piece place
plan plastic play plug point policy poor popular possible post postage postcode pound power prefer pregnant present
press pretty prevent price print privacy private probably problem process product profile promise proof proper protect
prove provide public pull purchase push put quality quantity question quick quiet quite quote rain range rate rather
reach read ready real reason receipt receive recent recommend record red reduce reference refund refuse region
register regret reject related release remain remember remind remove renew rent repair repeat replace replacement
reply report request require reservation reserve reset resolve response rest restart result return review reward rich
right ring road room round rude rule run sad safe said sale saturday save saw say school score screen screw seat
second secure see seem select sell send sent separate serious serve service session set setting seven several shade
shape share sharp sheet shelf ship shipment shipping shirt shoe shop short show shut sick side sign silver similar
simple since sister site situation six size skin sleep slow small smart smell smoke soft sold solution solve someone
something sometimes soon sorry sound space spare speak special speed spend stain stand start state status stay step
still stock stop store story straight strange street strong stuck stuff stupid style subscribe subscription such
suggest suit summer sunday supply support suppose sure surface surprise switch system table take talk tall tax team
tell ten terrible test text than thing think third thought three through throw thursday ticket till time tired title
today together told tomorrow tonight too took tool top total touch towards track tracking trade train transfer
translate travel tree trip trouble true trust try tuesday turn twice two type ugly unable unacceptable under
understand unhappy unit unless until update upgrade upset urgent use used useful user usual valid value version video
visit voice voucher wait walk wall want warehouse warm warranty wash waste watch water weather website wednesday week
weekend weigh weight welcome well went wet while white whole wide wife wind window winter wire wish without woman
wonder wood wool word work world worry worse worst worth wrap write wrong wrote year yellow yesterday yet young zero
"""
)


# What is left of "you'll", "they're" and "I've" at an apostrophe.
_FRAGMENTS = word_set("ll re ve")


@cache
def _stems() -> frozenset[str]:
    return frozenset(map(stem, _COMMON | STOP_WORDS - _FRAGMENTS))


def has_english_words(text: str) -> bool:
    """Whether one of its words, of two letters at least, is a common one of English, in any of its forms."""
    return any(len(word) > 1 and stem(word) in _stems() for word in _WORD.findall(text.casefold()))
