"""Words by which customers and documents mean the same: terms in which "send back", "return" and "退货" are one.

Only words that a shop's customers and documents exchange freely stand here. A meaning is two lines: English words (by
their stems) and phrases, then Chinese ones.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from knowledge.coverage import weight
from knowledge.tokens import plain, stem, terms
from knowledge.wordlist import word_set

MEANING_WEIGHT = 1.2
_ASKING_WEIGHT = 0.1
_ASKING = word_set(
    "多久 久 几天 几 多长 长时 时间 多重 多高 处理 么办 办 哪位 有没 没有 吗 支持 接受 accept offer much long many"
)
_MARK = "="

_GROUPS = """
deliver; delivery; ship; shipping; shipment; dispatch; send to; arrive
    配送; 送货; 送达; 到货; 发货; 寄到; 发到; 快递; 物流; 送到; 寄往
price; cost; how much; charge; fee; expensive
    多少钱; 价格; 售价; 费用; 收费; 什么价; 几块钱; 卖多少; 贵不贵; 价钱
pay; payment; paid; checkout
    支付; 付款; 付钱; 结账; 付费; 买单
return; send back; sent back; give back; bring back; take back; sending back; send something back; send it back
    退货; 退回; 寄回; 退掉; 想退; 能退
refund; money back; reimburse
    退款; 退钱; 钱退; 退给我; 退我钱; 返还
exchange; swap
    换货; 更换; 换一个; 换个; 换成; 换新
weigh; weight; heavy
    重量; 多重; 有多沉
height; tall; high
    高度; 多高
store; shop floor; showroom; branch
    实体店; 展厅; 门店; 店面; 线下店; 体验店; 到店
free shipping; free delivery; free standard shipping; shipped free; delivered free; delivered free of charge
    包邮; 免运费; 免邮
shipping cost; shipping fee; postage; delivery fee; delivery cost; standard shipping cost
    运费; 邮费; 快递费; 配送费
warranty; guarantee
    保修; 质保; 三包; 包修; 保几年; 保多久
damage; broken; faulty; defective; smashed; crack; shatter
    损坏; 破损; 坏了; 坏的; 碎了; 碎的; 坏件; 摔坏; 质量问题; 破了; 开裂; 裂纹; 裂缝
lost; never arrived; missing parcel; not arrived; never came; disappear
    丢了; 丢件; 丢失; 没收到; 弄丢; 寄丢
track; tracking; trace
    查物流; 物流信息; 物流链接; 物流状态; 物流页面; 物流单号; 快递单号; 跟踪; 追踪
join; become a member; sign up; enrol
    加入; 入会; 成为会员; 注册会员; 办会员
method; way; option
    方式; 方法; 途径
cancel
    取消; 撤销
instalment; installment; monthly payments
    分期; 分几期
discount; rebate; reduction; cheaper
    折扣; 优惠; 打折; 便宜
invoice; receipt; bill
    发票; 开票
deadline; period; time limit
    期限; 时间限制; 时效
duty; customs; tax
    关税; 税费; 进口税
phone; telephone; hotline; call
    电话; 热线; 打给
open; opening hours; business hours; closed
    营业; 开门; 几点开; 营业时间; 关门
reset; factory settings
    恢复出厂; 重置; 恢复出厂设置
wash; clean; laundry
    清洁; 清洗; 水洗; 手洗; 机洗; 怎么洗; 洗涤
wi-fi; wifi; wireless network
    无线网; 无线网络
include; included; come with
    包含; 附送; 随箱; 送不送
delete; remove; erase
    删除; 注销; 清除
email; e-mail; mail
    邮件; 邮箱; 电邮
mean; meaning; stand for
    含义; 意思; 代表什么
united kingdom; great britain; uk
    英国
united states; usa
    美国
red light; red
    红色; 红光; 红灯; 变红
orange light; orange
    橙色; 橙光; 橙灯; 变橙
store data; keep; kept; retain
    保存; 保留; 留存
expire; run out; valid; validity
    过期; 失效; 有效期; 有效; 作废
combine; together; stack
    同时使用; 叠加; 一起用; 合用
used; unused; worn; second-hand
    用过; 使用过; 未使用
made; manufacture; come from; comes from; origin
    产地; 哪里产; 制作; 制造; 生产
install; installation; mount; fit
    安装; 装上; 上门装; 自己装; 怎么装
assemble; assembly; put together; build
    组装; 拼装; 装起来
carry; hold; load; bear
    承重; 放多重; 承受; 能放多
dimmable; dim; dimmer
    调光; 亮度可调
collect; pick up; pickup; collection; picking up
    自提; 取货; 自取; 到店取
change; modify; alter; edit
    修改; 改收货; 能改; 更改; 改地址; 可以改
company; business; firm; corporate; trade; hotel; restaurant
    企业; 公司; 酒店; 餐厅; 采购
complain; complaint
    投诉; 举报
appointment; book ahead
    预约
spare; replacement
    配件; 备用; 替换件
forest; sustainable; certified
    森林; 认证; 环保
claim
    申请; 索赔
bathroom; wet room; shower
    浴室; 卫生间; 洗手间; 淋浴
outdoors; outdoor; outside; garden; balcony
    室外; 户外; 阳台; 露台; 花园
"""


def meanings(text: str) -> Mapping[str, float]:
    """The text's terms with their weights, those that mean the same as one term."""
    return _meanings(text)


@lru_cache(maxsize=16_384)
def _meanings(text: str) -> Mapping[str, float]:
    found: dict[str, float] = {}
    phrases, patterns, words = _tables()
    folded = plain(text)

    def take(match: re.Match[str]) -> str:
        found[phrases[match.group()]] = MEANING_WEIGHT
        return " "

    for term in terms(patterns[folded.isascii()].sub(take, folded)):
        meaning = words.get(term)
        found[meaning or term] = MEANING_WEIGHT if meaning else _ASKING_WEIGHT if term in _ASKING else weight(term)
    return found


@cache
def _spoken() -> Mapping[str, tuple[str, ...]]:
    groups = [re.split(r"\s*[;\n]\s*", both) for both in re.split(r"\n(?=\S)", _GROUPS.strip())]
    return {f"{_MARK}{group[0]}": tuple(group) for group in groups}


@cache
def _tables() -> tuple[Mapping[str, str], tuple[re.Pattern[str], re.Pattern[str]], Mapping[str, str]]:
    """Phrases with their meanings and the pattern that finds them, longest first; single English stems likewise.

    The second pattern is for English alone and finds the same there, several times as fast.
    """
    pairs = [(phrase, meaning) for meaning, spoken in _spoken().items() for phrase in spoken]
    words = {stem(phrase): meaning for phrase, meaning in pairs if phrase.isascii() and phrase.isalpha()}
    phrases = {phrase: meaning for phrase, meaning in pairs if not (phrase.isascii() and phrase.isalpha())}
    longest = sorted(phrases, key=len, reverse=True)
    spaced = "|".join(re.escape(phrase) for phrase in longest if phrase.isascii())
    unspaced = "|".join(phrase for phrase in longest if not phrase.isascii())
    english = rf"\b(?:{spaced})\b"
    return phrases, (re.compile(f"{unspaced}|{english}"), re.compile(english)), words
