/** Chat models. */
export const models = {
  models: {
    title: "Models",
    intro: "Which chat model does what. They are set by variables where the service runs, and read when it starts.",
    roles: {
      answer: "Answering",
      triage: "Understanding what customers want",
      rewrite: "Completing follow-up questions",
      judge: "Judging replies",
      simulate: "Playing customers in evaluations",
    },
    without: {
      answer: "No model: the agent quotes the documents, and says so where they hold no answer.",
      triage: "No model: rules and what was learnt from your intents tell what customers want.",
      rewrite: "No model: the conversation's words complete a follow-up question.",
      judge: "No model: graders that compute grade every turn, and nothing costs money.",
      simulate: "No model: evaluations play their cases as written.",
    },
    then: "If these fail, documents are quoted.",
    provider: "the provider's server",
    noKey: "no key",
    timeout: (seconds: number) => `waits ${seconds} s at most`,
    fallback: (place: number) => `fallback ${place}`,
    test: "Test",
    works: (latency: string) => `Answers, in ${latency}.`,
    tokens: (read: number, written: number) => `${read} tokens read, ${written} written.`,
    failed: (latency: string) => `No answer (${latency}).`,
    how: "How to set one",
    howText:
      "Set these where the service runs, and start it again. Any OpenAI-compatible server is named openai:, with its address.",
  },
};
