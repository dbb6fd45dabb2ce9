/** 对顾客的记忆及其删除（中文）。 */
import type { Text } from "../en";

export const memory: Pick<Text, "memory" | "memoryFields"> = {
  memory: {
    title: "已记住的信息",
    none: "还没有记住这位顾客的任何信息。",
    toldHere: "本次会话中告知",
    toldBefore: "以前的会话中告知",
    keptUntil: (date: string) => `保留至 ${date}`,
    keptForGood: "长期保留",
    reachBy: {
      email: "邮件",
      wechat: "微信",
      whatsapp: "WhatsApp",
      telegram: "Telegram",
      qq: "QQ",
      text: "短信",
      phone: "电话",
      no_calls: "请勿来电",
    },
    forget: "删除该顾客的数据",
    forgetAsk: "删除这位顾客告诉我们的全部内容？",
    forgetExplain: "包括此人所有身份的消息、联系方式和已记住的信息，删除后无法恢复；计数和评分保留。",
    deletedBy: (who: string) => `数据已由${who}删除`,
    actors: { customer: "顾客本人", retention: "数据保留策略", "command line": "命令行" },
    erased: "已按顾客要求删除",
  },
  memoryFields: { language: "语言", reach_by: "联系方式偏好", owns: "已购买", asked_about: "咨询过", order: "订单" },
};
