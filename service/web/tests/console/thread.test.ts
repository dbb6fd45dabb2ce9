import { expect, test } from "vitest";
import type { ThreadEntry } from "../../src/console/api/desk";
import type { Turn } from "../../src/console/api/types";
import { continues, threadParts, type ThreadPart } from "../../src/console/pages/conversations/thread";
import { message } from "../widget/messages";

function turn(id: string, message_ids: string[], reply_ids: string[]): Turn {
  return { id, message_ids, reply_ids } as Turn;
}

function told(part: ThreadPart): string {
  if (part.kind === "entry") return part.entry.id;
  return part.kind === "message" ? part.message.id : `${part.turn.id}#${part.index}`;
}

function outline(messages: number[], turns: Turn[]): string[] {
  const parts = threadParts(messages.map((seq) => message(seq)), turns);
  return parts.map(told);
}

test("a turn's grades stand under its last message, replies that came late included", () => {
  const turns = [turn("t1", ["m1", "m2"], ["m3"]), turn("t2", ["m4"], ["m6"])];
  expect(outline([1, 2, 3, 4, 5, 6], turns)).toEqual(["m1", "m2", "m3", "t1#1", "m4", "m5", "m6", "t2#2"]);
});

test("messages are in the conversation's order whatever order they come in, and no turn is lost", () => {
  expect(outline([3, 1, 2], [turn("t1", ["m1"], []), turn("t2", ["gone"], [])])).toEqual([
    "m1",
    "t1#1",
    "m2",
    "m3",
    "t2#2",
  ]);
});

test("what operators did stands between the messages, by time", () => {
  const said = [1, 2, 3].map((seq) => ({ ...message(seq), at: `2026-03-01T10:0${seq}:00Z` }));
  const entries = ["2026-03-01T10:00:30Z", "2026-03-01T10:02:30Z", "2026-03-01T10:09:00Z"].map(
    (at, place) => ({ id: `e${place}`, at }) as ThreadEntry,
  );
  expect(threadParts(said, [], entries).map(told)).toEqual(["e0", "m1", "m2", "e1", "m3", "e2"]);
});

test("a message goes on where another of the same side has just ended", () => {
  const at = (seq: number, minute: number) => ({ ...message(seq), role: "customer" as const, at: `2026-03-01T10:0${minute}:00Z` });
  expect(continues({ kind: "message", message: at(1, 1) }, at(2, 2))).toBe(true);
  expect(continues({ kind: "message", message: at(1, 1) }, at(2, 5))).toBe(false);
  expect(continues({ kind: "message", message: { ...at(1, 1), role: "agent" } }, at(2, 2))).toBe(false);
  expect(continues(undefined, at(1, 1))).toBe(false);
});
