import pytest

from graphs.human_request import asks_for_human

REQUESTS = """human please
I want to talk to a real person
can I speak to someone
let me talk to an agent
transfer me to a human agent
connect me with customer service
put me through to a manager
get me your supervisor
agent
representative!
I'd like to speak with a representative please
I don't want to talk to a bot
is there a real person there?
can a human call me back?
I need someone to talk to
escalate this to a supervisor
wnat to speek to a persn
转人工
人工客服
我要人工
人工
客服呢
帮我转接一下人工服务
我不想跟机器人说话
找个真人来
叫你们经理来
能不能让人工来处理
请转接客服
有没有真人
联系不上你们的客服
轉人工
請幫我轉接真人客服
connect me to a real Acme employee
please give me to a human
talking to a bot is pointless
Please connect me to your colleague again.
I want to talk to the owner""".splitlines()

OTHERS = """are you human?
am I talking to a real person?
agent commission
what commission does an agent get?
which travel agent do you work with?
how many people does it seat?
is this lamp safe for a person with a pacemaker?
I spoke to an agent yesterday and the parcel came today
I don't need an agent, just tell me the price
do you sell human hair brushes?
what are the human resources contacts?
I want to give it to someone
the manual says connect it to the hub
what hours is customer service open?
your support page is great
你是真人吗
你是机器人吗
是人工客服吗
人工智能音箱有货吗
人工费多少钱
客服电话是多少
你们客服几点上班
不用转人工，我自己看
这个是手工还是人工合成的宝石
上次客服说可以退
经理推荐的这款有货吗""".splitlines()


@pytest.mark.parametrize("text", REQUESTS)
def test_a_request_for_a_person_is_heard(text: str) -> None:
    assert asks_for_human(text)


@pytest.mark.parametrize("text", OTHERS)
def test_what_only_mentions_people_is_not_a_request(text: str) -> None:
    assert not asks_for_human(text)


def test_a_request_in_a_long_message_is_heard() -> None:
    assert asks_for_human(
        "My order 4711 came broken, I tried everything on the page. Please transfer me to an agent. Thanks"
    )
