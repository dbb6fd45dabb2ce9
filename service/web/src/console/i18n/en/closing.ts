/** How conversations end, in English. */
export const closing = {
  closing: {
    tab: "Ending",
    intro: "When silence ends a conversation, who is warned before that, and how customers of channels are asked for a rating.",
    tabs: { silence: "Silence", invitation: "Rating", words: "Words" },
    minutes: "min",
    hours: "h",
    agent: "With the agent: ends after silence of",
    operator: "With an operator, the customer's turn: after",
    unanswered: "The customer waits for an operator's word: after",
    unansweredHelp: "Until then it stays in the inbox. Long enough for a weekend.",
    warns: "Ask before whether the customer is still there",
    warnsHelp: "Who answers keeps the conversation.",
    grace: "Then end it after another",
    exceptIn: "Not in these channels",
    nowhere: "In all channels",
    invites: "Ask customers of channels for a rating",
    invitesHelp: "Once, by a message after the end, where the platform still takes one. The website chat asks by itself.",
    withinHours: "An answer from 1 to 5 is a rating within",
    withinHelp: "Later it starts a new conversation.",
    parts: { warning: "Still there?", invitation: "Asking for a rating", thanks: "Thanks for it" },
  },
};
