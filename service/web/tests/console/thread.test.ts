import { expect, test } from "vitest";
import type { Turn } from "../../src/console/api/types";
import { threadParts } from "../../src/console/pages/conversations/thread";
import { message } from "../widget/messages";

function turn(id: string, message_ids: string[], reply_ids: string[]): Turn {
  return { id, message_ids, reply_ids } as Turn;
}

function outline(messages: number[], turns: Turn[]): string[] {
  const parts = threadParts(messages.map((seq) => message(seq)), turns);
  return parts.map((part) => (part.kind === "message" ? part.message.id : `${part.turn.id}#${part.index}`));
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
