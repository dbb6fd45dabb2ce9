/** 质检（中文）：评分、复核、一致性、命中、评分卡。 */
import type { Text } from "../en";
import { reviewing } from "./reviewing";
import { rules } from "./rules";
import { why } from "./why";

export const quality: Pick<Text, "quality"> = {
  quality: {
    period: "时间范围",
    periods: { "1": "24 小时", "7": "7 天", "30": "30 天", "90": "90 天", all: "全部" },
    whyLink: "为什么？",
    languages: { en: "英文", zh: "中文" },
    grades: {
      title: "评分",
      intro: "各评分项对每个轮次的判断。点击一行，可打开会话并定位到该轮次。",
      filters: {
        grader: "评分项",
        label: "标签",
        rule: "命中的规则",
        operator: "回复者",
        channel: "渠道",
        language: "语言",
      },
      question: "问题",
      grade: "评分",
      score: "分数",
      reason: "理由",
      turns: "轮次",
      least: "最低分",
      most: "最高分",
      noWords: "（无文字）",
      empty: "这段时间没有评分。每个轮次得到回复后会立即评分：请选择更长的时间范围，或在聊天窗口向智能体提一个问题。",
      none: "没有符合条件的评分。请去掉一个筛选条件，或选择更长的时间范围。",
      noneSince: (date) => `回溯到 ${date} 的轮次中没有符合条件的评分。可继续向前查找，或去掉一个筛选条件。`,
      further: (date) => `继续查找 ${date} 之前的`,
      chooseGrader: "选择一个评分项，即可查看各标签出现的次数。",
      labelsOf: (grader) => `${grader}：各标签次数`,
      noLabels: (grader) => `在当前筛选范围内，${grader}没有评过任何轮次。`,
      counted: (judged, idle) => `已判断 ${judged} 个轮次，另有 ${idle} 个无需判断。`,
      leftOut: "只统计最近 20,000 个轮次，更早的未计入。",
    },
    ...reviewing,
    ...rules,
    ...why,
  },
};
