/** Replies on their way to a platform, in Chinese. */
import type { Text } from "../en";

export const delivery: Pick<Text, "delivery"> = {
  delivery: {
    states: { pending: "送达中", sent: "已送达", failed: "未送达", uncertain: "可能未送达", left: "未送达，已保持原样" },
    faults: {
      refused: "平台拒收。",
      tried_out: "多次尝试，平台均未接收。",
      unclear: "平台没有应答。",
      crashed: "发送时服务器停止运行。",
      no_account: "渠道账号已不存在。",
      window_over: "已超过平台允许回复的时间，需等顾客先发消息。",
      window_full: "平台允许的回复条数已用完，需等顾客再次发消息。",
      window_parts: "所需条数超过平台剩余条数，全部未发送，请精简内容。",
      late: "平台已接收，但最终未能送达，原因见下。",
    },
    parts: (parts, of) => `（共 ${of} 段，其中 ${parts} 段）`,
    mayArriveTwice: "重新发送可能使顾客收到两次。",
    again: "重新发送",
    leave: "不再发送",
    decided: { again: (name) => `${name} 已重新发送`, leave: (name) => `${name} 决定不再发送` },
    left: (left, of, until) => `剩余 ${left}/${of} 条，截至 ${until}`,
    until: (until) => `可回复至 ${until}`,
    over: (until) => `平台允许回复的时间已于 ${until} 结束，需等顾客先发消息。`,
    notYet: "顾客发消息之后，平台才允许回复。",
    usedUp: (of) => `${of} 条回复已全部用完，需等顾客先发消息。`,
    tooLong: (needed, left) => `这段内容需要 ${needed} 条，而平台只剩 ${left} 条，将不会发送。`,
  },
};
