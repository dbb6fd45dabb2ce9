/** The quality room, in English: grades, reviews, agreement, hits, score cards. */
import { reviewing } from "./reviewing";
import { rules } from "./rules";
import { why } from "./why";

export const quality = {
  quality: {
    period: "Period",
    periods: { "1": "24 hours", "7": "7 days", "30": "30 days", "90": "90 days", all: "All time" } as Record<string, string>,
    whyLink: "Why?",
    languages: { en: "English", zh: "Chinese" } as Record<string, string>,
    grades: {
      title: "Grades",
      intro: "What graders found in each turn. A row opens the conversation at that turn.",
      filters: {
        grader: "Grader",
        label: "Label",
        rule: "Rule that hit",
        operator: "Who replied",
        channel: "Channel",
        language: "Language",
      },
      question: "Question",
      grade: "Grade",
      score: "Score",
      reason: "Reason",
      turns: "Turns",
      least: "Lowest score",
      most: "Highest score",
      noWords: "(no words)",
      empty: "No grades in this time. Every turn is graded as soon as it has a reply: choose a longer period, or ask the agent something in the chat.",
      none: "No grade fits these filters. Take one away, or choose a longer period.",
      noneSince: (date: string) => `None among the turns back to ${date}. Look further back, or take a filter away.`,
      further: (date: string) => `Look further back than ${date}`,
      chooseGrader: "Choose a grader to see how often it gave each label.",
      labelsOf: (grader: string) => `${grader}: how often each label`,
      noLabels: (grader: string) => `${grader} has judged no turn that these filters leave.`,
      counted: (judged: string, idle: string) => `${judged} turns judged, ${idle} with nothing to judge.`,
      leftOut: "The latest 20,000 turns are counted; those before are left out.",
    },
    ...reviewing,
    ...rules,
    ...why,
  },
};
