/** Judges: models that grade beside the graders that compute, in English. */
export const judges = {
  judges: {
    title: "Judges",
    intro: "Models that grade beside the graders that compute, on a daily budget of tokens that all processes share.",
    model: (model: string) => `Judges ask ${model}.`,
    noModel: "No model is set for judges: turns are graded by what computes alone. TURNWISE_MODEL_JUDGE sets one.",
    today: "Tokens used today (UTC)",
    ofBudget: (budget: string) => `of ${budget} a day`,
    noBudget: "No budget is set: TURNWISE_JUDGE_BUDGET_TOKENS sets one.",
    spent: "The budget is used up: until tomorrow (UTC) judges are not asked.",
    day: (tokens: string, calls: string) => `${tokens} tokens, ${calls} requests`,
    costUnknown: "cost not known",
    neverAsked: "No judge was asked in the last 7 days.",
    judge: "Judge of",
    asked: "Asked about",
    said: "Said in 7 days",
    never: "no turn",
    every: "every turn",
    share: (share: string) => `${share} of the turns`,
    unsure: (low: string, high: string) => ` with a score from ${low} to ${high}`,
  },
};
