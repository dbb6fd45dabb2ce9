import { describe, expect, it } from "vitest";
import type { Canned } from "../../src/console/api/desk";
import { askedFor, filled, fitting } from "../../src/console/pages/conversations/canned";
import { mentionedIn } from "../../src/console/pages/conversations/mentioned";

const reply = (shortcut: string, text: string, language: "en" | "zh" | null = null): Canned => ({ id: shortcut, shortcut, text, language, own: false });

describe("ready replies", () => {
  it("are asked for by a slash at the start of an otherwise empty reply", () => {
    expect(["/", "/he", "/退", "he/", "/he llo", " /", "and/or"].map(askedFor)).toEqual(["", "he", "退", null, null, null, null]);
  });

  it("fit by shortcut before words, in the customer's language first", () => {
    const replies = [reply("bye", "hello and bye"), reply("hello", "Hello!", "en"), reply("hello-zh", "您好", "zh"), reply("other", "x")];
    expect(fitting(replies, "he", "zh").map(({ id }) => id)).toEqual(["hello-zh", "hello", "bye"]);
  });

  it("fill in what is known, each place once, and nothing that a name brings along", () => {
    const fillings = { customer: "{operator} $&", operator: "Mia", order: "" };
    expect(filled("{customer}, {operator}: {order}{unknown}", fillings)).toBe("{operator} $&, Mia: {unknown}");
  });
});

describe("mentions", () => {
  const colleagues = [
    { id: "1", name: "Ann" },
    { id: "2", name: "Ann Lee" },
    { id: "3", name: "王芳" },
  ];

  it("are the names behind an at sign, the longest that fits", () => {
    expect(mentionedIn("@Ann Lee and @王芳，请看", colleagues)).toEqual(["2", "3"]);
    expect(mentionedIn("@Ann, mail ann@Annex or @nobody", colleagues)).toEqual(["1"]);
    expect(mentionedIn("Ann", colleagues)).toEqual([]);
  });
});
