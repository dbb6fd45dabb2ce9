from knowledge.rewording import Rewording
from knowledge.tokens import tokens

BOTH = (["send it back", "return", "退货"], ["send it back", "return", "退货"])


def test_who_says_one_phrase_also_finds_the_others() -> None:
    rewording = Rewording.of([BOTH])
    assert {"return", "退货"} <= set(rewording.alternatives(tokens("May I send it back?")))
    assert {"return", "send it"} <= set(rewording.alternatives(tokens("我想退货")))
    assert {"退货"} <= set(rewording.alternatives(tokens("RETURNING a lamp")))


def test_a_phrase_is_found_in_traditional_characters() -> None:
    assert "return" in Rewording.of([BOTH]).alternatives(tokens("我要退貨"))


def test_one_way_groups_do_not_lead_back() -> None:
    rewording = Rewording.of([(["buds", "耳塞"], ["AirPods"])])
    assert set(rewording.alternatives(tokens("耳塞"))) == {"airpod"}
    assert rewording.alternatives(tokens("AirPods")) == {}


def test_a_character_inside_a_longer_phrase_means_nothing_by_itself() -> None:
    rewording = Rewording.of([(["换", "修改"], ["换", "修改"]), (["换货", "调换"], ["换货", "调换"])])
    assert "修改" in rewording.alternatives(tokens("我要换卡"))
    assert "修改" not in rewording.alternatives(tokens("我要换货"))


def test_the_parts_of_a_long_alternative_share_its_weight() -> None:
    found = Rewording.of([(["提前", "还没到期"], ["提前", "还没到期"])]).alternatives(tokens("提前"))
    assert sum(found.values()) == 1
    assert len(found) == 3


def test_unknown_words_have_no_alternatives() -> None:
    assert Rewording.of([BOTH]).alternatives(tokens("a lamp 灯")) == {}
