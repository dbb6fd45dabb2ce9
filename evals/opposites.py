"""Chinese words of opposite meaning, of two characters and more: single ones are parts of too many other words."""

from functools import cache

_PAIRS = """
免费 包邮 / 收费 付费 自费
增加 增长 上升 上涨 提高 扩大 / 减少 下降 下跌 降低 缩小
开启 打开 启用 / 关闭 停用 禁用
支持 赞成 同意 允许 接受 / 反对 拒绝 禁止 不准
成功 / 失败
最大 最高 最多 / 最小 最低 最少
之前 以前 / 之后 以后
喜欢 / 讨厌 厌恶
安全 / 危险
有效 / 无效 失效
简单 容易 / 复杂 困难
便宜 / 昂贵
进口 / 出口
全部 所有 / 部分
国内 / 国外 境外
白天 / 夜间 晚上
工作日 / 周末 节假日
包含 包括 含有 / 不含 不包括
必须 / 无需 不必 不用
公开 / 保密
线上 / 线下
自动 / 手动 人工
永久 长期 / 临时 短期
新品 全新 / 二手
正常 / 异常
买方 买家 / 卖方 卖家
富裕 / 贫穷 贫困
先进 / 落后
加强 / 削弱 减弱
统一 / 分裂
"""


def opposed(one: str, other: str) -> tuple[str, str] | None:
    """A word of the one text and an opposite of it in the other, where neither has both; None without such a pair."""
    for left, right in _pairs():
        for mine, yours in ((left, right), (right, left)):
            found = next((word for word in mine if word in one), None)
            if found and not any(word in other for word in mine):
                against = next((word for word in yours if word in other), None)
                if against and not any(word in one for word in yours):
                    return found, against
    return None


@cache
def _pairs() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    lines = (line.split("/") for line in _PAIRS.strip().splitlines())
    return tuple((tuple(left.split()), tuple(right.split())) for left, right in lines)
