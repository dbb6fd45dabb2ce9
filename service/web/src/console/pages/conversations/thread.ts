import type { Message } from "../../../shared/contract";
import type { ThreadEntry } from "../../api/desk";
import type { Turn } from "../../api/types";

export type ThreadPart =
  | { kind: "message"; message: Message }
  | { kind: "turn"; turn: Turn; index: number }
  | { kind: "entry"; entry: ThreadEntry };

/**
 * Messages in order, each turn's grades after the turn's last message, and between them what operators did and noted, by
 * time. `index` counts turns from 1.
 */
export function threadParts(
  messages: readonly Message[],
  turns: readonly Turn[],
  entries: readonly ThreadEntry[] = [],
): ThreadPart[] {
  const inOrder = [...messages].sort((a, b) => a.seq - b.seq);
  const position = new Map(inOrder.map((message, place) => [message.id, place]));
  const endings = new Map<number, ThreadPart[]>();
  turns.forEach((turn, place) => {
    const places = [...turn.message_ids, ...turn.reply_ids].map((id) => position.get(id) ?? -1);
    const last = Math.max(-1, ...places);
    endings.set(last, [...(endings.get(last) ?? []), { kind: "turn", turn, index: place + 1 }]);
  });
  let told = 0;
  const before = (at: string): ThreadPart[] => {
    const from = told;
    while (told < entries.length && (entries[told]?.at ?? "") < at) told++;
    return entries.slice(from, told).map((entry) => ({ kind: "entry", entry }));
  };
  const parts = inOrder.flatMap((message, place): ThreadPart[] => [
    ...before(message.at),
    { kind: "message", message },
    ...(endings.get(place) ?? []),
  ]);
  return [...parts, ...before("~"), ...(endings.get(-1) ?? [])];
}

/** Within so long, messages of one side follow each other as one. */
const TOGETHER_MS = 120_000;

/** Whether the message goes on where the part before it ended: then who speaks, and when, is told already. */
export function continues(before: ThreadPart | undefined, message: Message): boolean {
  if (before?.kind !== "message" || before.message.role !== message.role) return false;
  return Date.parse(message.at) - Date.parse(before.message.at) < TOGETHER_MS;
}
