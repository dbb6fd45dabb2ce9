/** Customers who are one person, in English. */
export const people = {
  people: {
    title: "Known as",
    verified: "verified by the platform",
    joinedBy: (who: string) => `joined by ${who}`,
    part: "Part",
    partAsk: "Make this a customer of their own again?",
    partExplain: "Nothing is lost: both keep their conversations, and they can be joined again.",
    maybe: "Perhaps the same person",
    shared: (kinds: string) => `left the same ${kinds}`,
    join: "Join",
    joinAsk: "Are these the same person?",
    joinExplain: "Operators then see all their conversations together. It can be undone.",
    find: "Join with another customer…",
    findLabel: "Name, phone, e-mail or the platform's id",
    nobody: "Nobody found.",
    conversations: (count: number) => (count === 1 ? "1 conversation" : `${count} conversations`),
    timeline: "All conversations",
    only: "This is the only conversation.",
    here: "this one",
  },
};
