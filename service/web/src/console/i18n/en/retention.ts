/** How long what customers told is kept. */
export const retention = {
  retention: {
    title: "Retention",
    intro: "How long what customers told is kept. Rates stay as they are: numbers and grades hold nothing of a person.",
    tab: "Customers",
    forget: "Forget customers who have been silent for long",
    days: "Days after their last message",
    bounds: (fewest: number, most: number) => `From ${fewest} to ${most} days.`,
    off: "What customers told is kept until they, or somebody here, ask for its deletion.",
    preview: (customers: number) =>
      customers === 0
        ? "Nobody has been silent for so long: nothing is deleted now."
        : customers === 1
          ? "1 customer has been silent for so long: saving deletes all that they told, within a minute, for good."
          : `${customers} customers have been silent for so long: saving deletes all that they told, within a minute, for good.`,
    explain: "Messages, files, contact details, leads and what is remembered go; who is one person in several channels goes as a whole.",
    facts: "Kept by the settings of the installation",
    factsHelp: "What is remembered of a customer (TURNWISE_MEMORY_DAYS):",
    daysOf: (days: number) => `${days} days`,
    forGood: "for good",
    judgements: (days: number) => `What judges answered, so that nothing is asked twice: ${days} days (TURNWISE_JUDGE_CACHE_DAYS).`,
  },
};
