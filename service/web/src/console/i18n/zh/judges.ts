import type { Text } from "../en";

export const judges: Pick<Text, "judges"> = {
  judges: {
    title: "模型评审",
    intro: "由大模型在规则评分之外另行评分；每天的 token 预算由所有进程共用。",
    model: (model) => `评审模型：${model}`,
    noModel: "未设置评审模型，目前只有规则评分。可通过 TURNWISE_MODEL_JUDGE 设置。",
    today: "今日已用 token（UTC）",
    ofBudget: (budget) => `每日预算 ${budget}`,
    noBudget: "未设预算，可通过 TURNWISE_JUDGE_BUDGET_TOKENS 设置。",
    spent: "预算已用完：明天（UTC）之前不再请求评审模型。",
    day: (tokens, calls) => `${tokens} token，${calls} 次请求`,
    costUnknown: "费用未知",
    neverAsked: "最近 7 天没有请求过评审模型。",
    judge: "评审项",
    asked: "评审范围",
    said: "7 天内的结果",
    never: "不评审",
    every: "所有轮次",
    share: (share) => `${share} 的轮次`,
    unsure: (low, high) => `，且评分在 ${low} 至 ${high} 之间`,
  },
};
