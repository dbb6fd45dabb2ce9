/** The list of intents, in English. */
export const intents = {
  intentList: {
    title: "Intents",
    intro: (fewest: number) =>
      `What customers want. A phrase is found anywhere in a message; from ${fewest} examples in a language on, an intent is learnt, and messages like them are recognised too.`,
    save: "Learn and put in force",
    saved: "Learnt, and in force from the next message on.",
    notSaved: (count: number) =>
      count === 1 ? "Not in force: one field needs attention." : `Not in force: ${count} fields need attention.`,
    list: (count: number) => `Intents (${count})`,
    counts: (phrases: number, examples: number) => `${phrases} phrases, ${examples} examples`,
    wrong: (count: number) => (count === 1 ? "1 mistake" : `${count} mistakes`),
    unnamed: "New intent",
    add: "Add an intent",
    name: "Name",
    nameHelp: "Letters, digits, _ and -. Rules and reports use it.",
    description: "Description",
    descriptionHelp: "Told to the model, where one reads messages.",
    examples: "Examples",
    phrases: "Phrases",
    phrasesHelp: "One a line. A message that holds one is about this, whatever else it says.",
    social: "Small talk: counts only where the message says little else",
    remove: "Remove",
    removeAsk: "Remove this intent?",
    try: "Try a sentence with the list below, before it is saved",
    tryIt: "Try",
    learning: "Learning the examples…",
    likeliest: "Likeliest of the learnt intents",
    by: {
      example: "an example, word for word",
      phrases: "by its phrases",
      learnt: "learnt from the examples",
      nothing: "like none of the examples",
    },
    confusions: "What is confused",
    confusionsHelp: (fewest: number) =>
      `Each example, recognised by what was learnt from the others. Two intents that are often taken for each other say the same: tell them apart by other examples, or join them. Intents with fewer than ${fewest} examples in a language are known by their phrases alone and not listed.`,
    nothingLearnt: (fewest: number) =>
      `Nothing is learnt yet: at least two intents need ${fewest} examples in the same language. Until then phrases alone decide.`,
    intent: "Intent",
    right: "Recognised",
    takenFor: "Taken for",
    /** By the code of what is wrong; the server's own sentence stands where there is none. */
    problems: {
      string_pattern_mismatch: "Use letters, digits, _ and - only.",
      string_too_long: "This is too long.",
      too_long: "These are too many: keep those that differ most.",
    } as Record<string, string>,
  },
};
