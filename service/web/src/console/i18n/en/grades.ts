/** Graders and their labels, in English. */
export const grades = {
  /** Why a grade was given, as the grader wrote it down. */
  gradeReason: (reason: string, _grader: string): string => reason,
  graders: {
    groundedness: "Grounding",
    relevance: "Relevance",
    completeness: "Completeness",
    contradiction: "Contradictions",
    resolution: "Resolution",
    sentiment: "Mood",
    sentiment_change: "Mood, changed",
    language: "Language",
    handoff: "Hand-off",
    lead: "Lead",
    satisfaction: "Satisfaction",
    politeness: "Politeness",
    repetition: "Repetition",
    unsafe_promise: "Promises",
    sensitive_data: "Sensitive data",
    injection: "Injection",
    complaint: "Complaint",
    escalation_risk: "Escalation risk",
    rules: "Rules",
    rules_outcome: "Rules, at the end",
  } as Record<string, string>,
  labels: {
    needed_and_made: "needed, made",
    needs_human: "needs a person",
    partly: "in part",
    no_complaint: "no complaint",
  } as Record<string, string>,
};
