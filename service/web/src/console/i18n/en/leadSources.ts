/** What brought the customers, in English. */
export const leadSources = {
  leadSources: {
    title: "Sources",
    days: (days: number) => `${days} days`,
    help: "What brought the customers, and what became of their conversations. Each share stands with the conversations it rests on.",
    source: "Source",
    unknown: "unknown",
    started: "Conversations",
    leadRate: "Left a contact detail",
    transfer: "Handed off",
    resolved: "Resolved",
    cuts: {
      label: "Source label",
      utm_source: "UTM source",
      utm_medium: "UTM medium",
      utm_campaign: "UTM campaign",
      channel: "Channel",
    } as Record<string, string>,
    noSources: "Nobody began a conversation in that time.",
  },
};
