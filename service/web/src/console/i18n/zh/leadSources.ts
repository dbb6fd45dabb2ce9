/** What brought the customers, in Chinese. */
import type { Text } from "../en";

export const leadSources: Pick<Text, "leadSources"> = {
  leadSources: {
    title: "来源",
    days: (days) => `${days} 天`,
    help: "顾客从哪里来，他们的会话结果如何。每个比率都附有所依据的会话数。",
    source: "来源",
    unknown: "未知",
    started: "会话",
    leadRate: "留资率",
    transfer: "转人工率",
    resolved: "解决率",
    cuts: {
      label: "来源标签",
      utm_source: "UTM 来源",
      utm_medium: "UTM 媒介",
      utm_campaign: "UTM 活动",
      channel: "渠道",
    },
    noSources: "这段时间没有新会话。",
  },
};
