import type { Text } from "../en";

/** 大屏。 */
export const wallboard: Text["wallboard"] = {
  title: "大屏",
  waiting: "正在排队",
  longest: (span) => `最久 ${span}`,
  nobodyWaits: "无人排队",
  held: "人工接待中",
  online: "在线客服",
  openNow: "进行中的会话",
  today: "今天",
  alerts: "告警",
  quiet: "一切正常",
  more: (count) => `另有 ${count} 条`,
  fullScreen: "全屏",
  leave: "返回控制台",
  stale: (time) => `${time} 起没有新数据，正在重试。`,
  loggedOut: (time) => `登录已失效，以下为 ${time} 的数据。`,
  logIn: "登录",
};
