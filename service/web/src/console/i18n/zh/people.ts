/** 同一个人的多个顾客身份（中文）。 */
import type { Text } from "../en";

export const people: Pick<Text, "people" | "sources"> = {
  people: {
    title: "身份",
    verified: "平台已验证",
    joinedBy: (who: string) => `由${who}合并`,
    part: "拆分",
    partAsk: "重新作为单独的顾客？",
    partExplain: "不会丢失任何内容：双方保留各自的会话，之后也可以再次合并。",
    maybe: "可能是同一个人",
    shared: (kinds: string) => `留下了相同的${kinds}`,
    join: "合并",
    joinAsk: "确定是同一个人吗？",
    joinExplain: "合并后，客服可以一起查看其全部会话。可以撤销。",
    find: "与另一位顾客合并…",
    findLabel: "姓名、电话、邮箱或平台 ID",
    nobody: "没有找到。",
    conversations: (count: number) => `${count} 个会话`,
    timeline: "全部会话",
    only: "这是唯一的会话。",
    here: "当前会话",
  },
  sources: {
    page: "页面",
    referrer: "来自",
    label: "账号来源",
    utm_source: "广告来源",
    utm_medium: "广告媒介",
    utm_campaign: "广告活动",
    utm_term: "搜索词",
    utm_content: "广告",
    campaign: "活动",
    ad: "广告",
    headline: "标题",
  },
};
