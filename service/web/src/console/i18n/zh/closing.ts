/** 会话如何结束，中文。 */
export const closing = {
  closing: {
    tab: "结束",
    intro: "会话静默多久后结束、结束前是否提醒，以及如何邀请各渠道的顾客评价。",
    tabs: { silence: "静默", invitation: "评价", words: "话术" },
    minutes: "分钟",
    hours: "小时",
    agent: "智能体接待：静默多久后结束",
    operator: "人工接待、等待顾客回复：多久后结束",
    unanswered: "顾客在等客服回复：多久后结束",
    unansweredHelp: "在此之前会话一直留在收件箱。请留够一个周末的时间。",
    warns: "结束前先询问顾客是否还在",
    warnsHelp: "顾客回复后会话继续。",
    grace: "询问后再过多久结束",
    exceptIn: "以下渠道除外",
    nowhere: "所有渠道",
    invites: "邀请各渠道的顾客评价",
    invitesHelp: "会话结束后，在平台仍允许发送时发一条消息，仅一次。网站聊天窗口会自行邀请。",
    withinHours: "回复1到5视为评价的时限",
    withinHelp: "超过时限的回复将开始新的会话。",
    parts: { warning: "您还在吗", invitation: "邀请评价", thanks: "感谢评价" },
  },
};
