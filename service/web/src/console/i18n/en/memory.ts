/** What is remembered of a customer, and its deletion, in English. */
export const memory = {
  memory: {
    title: "Remembered",
    none: "Nothing is remembered of this customer yet.",
    toldHere: "told here",
    toldBefore: "told in an earlier conversation",
    keptUntil: (date: string) => `kept until ${date}`,
    keptForGood: "kept for good",
    reachBy: {
      email: "by e-mail",
      wechat: "by WeChat",
      whatsapp: "by WhatsApp",
      telegram: "by Telegram",
      qq: "by QQ",
      text: "by text message",
      phone: "by phone",
      no_calls: "no calls",
    } as Record<string, string>,
    forget: "Delete this customer's data",
    forgetAsk: "Delete everything that this customer told?",
    forgetExplain: "Messages, contact details and what is remembered, of all identities of this person. It cannot be brought back; counts and grades stay.",
    deletedBy: (who: string) => `Data deleted by ${who}`,
    actors: { customer: "the customer", retention: "the retention policy", "command line": "the command line" } as Record<string, string>,
    erased: "Deleted at the customer's wish",
  },
  memoryFields: {
    language: "Language",
    reach_by: "Wants to be reached",
    owns: "Has bought",
    asked_about: "Asked about",
    order: "Order",
  } as Record<string, string>,
};
