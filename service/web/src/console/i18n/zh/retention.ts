import type { retention as english } from "../en/retention";

/** 顾客数据保留多久。 */
export const retention: typeof english = {
  retention: {
    title: "数据保留",
    intro: "顾客所说的内容保留多久。指标不受影响：数量和评分不含任何个人信息。",
    tab: "顾客",
    forget: "自动删除长期没有消息的顾客数据",
    days: "最后一条消息之后的天数",
    bounds: (fewest, most) => `${fewest} 至 ${most} 天。`,
    off: "顾客所说的内容一直保留，直到顾客本人或这里的同事要求删除。",
    preview: (customers) =>
      customers === 0
        ? "目前没有顾客沉默这么久，现在不会删除任何内容。"
        : `有 ${customers} 位顾客已沉默这么久：保存后一分钟内将永久删除他们所说的全部内容。`,
    explain: "消息、文件、联系方式、线索和记忆都会删除；在多个渠道中被认定为同一人的顾客会一并处理。",
    facts: "由安装设置决定的保留时间",
    factsHelp: "对顾客的记忆（TURNWISE_MEMORY_DAYS）：",
    daysOf: (days) => `${days} 天`,
    forGood: "永久",
    judgements: (days) => `裁判模型的回答（避免重复提问）：${days} 天（TURNWISE_JUDGE_CACHE_DAYS）。`,
  },
};
