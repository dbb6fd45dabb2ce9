/** Help while an operator writes, in English. */
export const assist = {
  assist: {
    title: "Suggestion",
    insert: "Insert",
    none: "Nothing on record answers this. Passages that are near it stand below.",
    failed: "No suggestion could be made just now.",
    confidence: (share: string) => `${share} sure`,
    confidenceHelp: "The calibrated probability that what was found answers the customer's question.",
    related: (count: number) => `Related passages (${count})`,
    internal: "for operators only",
    sentAlong: "The customer sees the source:",
    leaveSources: "Send without sources",
    reword: "Reword",
    ways: { shorter: "Shorter", friendlier: "Friendlier", formal: "More formal", translated: "In the customer's language" },
  },
};
