import { expect, test } from "vitest";
import { receive } from "../../src/widget/events";
import {
  initialState,
  unread,
  withConversation,
  withFailure,
  withMessages,
  withOutgoing,
  withSession,
} from "../../src/widget/state";
import { entries } from "../../src/widget/view/entries";
import { message } from "./messages";

const event = (name: string, data: unknown) => ({ event: name, data: JSON.stringify(data), id: null });

test("a message that comes by stream, history and answer is shown once, in the order of the conversation", () => {
  let state = withMessages(initialState("en"), [message(2)]);
  state = withMessages(state, [message(1), message(2), message(3), message(3)]);
  state = receive(state, event("message", message(2)));
  expect(state.messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

test("what was read of an earlier conversation leaves the messages of a new one unread", () => {
  const session = {
    token: "t",
    conversation_id: "c2",
    state: "open" as const,
    language: "en" as const,
    greeting: "Hello!",
    quick_questions: ["How long is delivery?"],
    messages: [message(1), message(2)],
    files: null,
    operator: null,
    operator_picture: null,
    position: null,
    opens_at: null,
  };
  const before = { ...initialState("en"), readSeq: 2 };
  expect([true, false].map((resumed) => unread(withSession(before, session, resumed)))).toEqual([0, 2]);
});

test("the streamed draft grows by deltas and gives way to the final message", () => {
  let state = receive(initialState("en"), event("typing", { role: "agent" }));
  for (const text of ["Two ", "days"]) state = receive(state, event("delta", { text }));
  expect(state.draft).toBe("Two days");
  state = receive(state, event("message", message(2, { text: "Two days." })));
  expect([state.draft, state.typing, state.messages.at(-1)?.text]).toEqual(["", null, "Two days."]);
});

test("text that is taken back leaves the screen, and the customer is told so until they write again", () => {
  let state = receive(initialState("en"), event("delta", { text: "It is free." }));
  state = receive(state, event("withdrawn", { reason: "check" }));
  expect([state.draft, state.withdrawn]).toEqual(["", true]);
  state = receive(state, event("delta", { text: "It costs 5 EUR." }));
  state = receive(state, event("message", message(2, { text: "It costs 5 EUR." })));
  expect(state.withdrawn).toBe(true);
  expect(withOutgoing(state, { client_id: "c1", text: "Sure?" }).withdrawn).toBe(false);
});

test("what was said before a tool was asked makes room without a word", () => {
  const state = receive(initialState("en"), event("delta", { text: "Let me see." }));
  expect(receive(state, event("withdrawn", { reason: "more_to_come" }))).toMatchObject({ draft: "", withdrawn: false });
  expect(receive(initialState("en"), event("withdrawn", { reason: "check" })).withdrawn).toBe(false);
});

test("a message on its way keeps its place in the log when the server has stored it", () => {
  const waiting = withOutgoing(initialState("en"), { client_id: "c1", text: "Hello" });
  const stored = withMessages(waiting, [message(1, { role: "customer", client_id: "c1", text: "Hello" })]);
  expect(stored.outgoing).toEqual([]);
  expect(entries(stored).map(({ key }) => key)).toEqual(entries(waiting).map(({ key }) => key));
});

test("what failed stays visible until it is sent again", () => {
  const failed = withFailure(withOutgoing(initialState("en"), { client_id: "c1", text: "Hello" }), "c1");
  expect(entries(failed)[0]).toMatchObject({ text: "Hello", delivery: "failed" });
  expect(entries(withOutgoing(failed, { client_id: "c1", text: "Hello" }))).toMatchObject([{ delivery: "sending" }]);
});

test("replies count as unread only while the panel is closed, the customer's own words never", () => {
  const incoming = [message(1, { role: "customer" }), message(2), message(3, { role: "operator" })];
  expect(unread(withMessages(initialState("en"), incoming))).toBe(2);
  expect(unread(withMessages({ ...initialState("en"), open: true }, incoming))).toBe(0);
});

test("a conversation that ends elsewhere asks whether the question was solved, once", () => {
  const ended = withConversation(initialState("en"), { state: "closed" });
  expect(ended.ending).toBe("asking");
  expect(withConversation({ ...ended, ending: "done" }, { state: "closed" }).ending).toBe("done");
});
