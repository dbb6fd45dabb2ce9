import type { Message } from "../../../shared/contract";
import type { Turn } from "../../api/types";

export type ThreadPart =
  | { kind: "message"; message: Message }
  | { kind: "turn"; turn: Turn; index: number };

/** Messages in order, each turn's grades after the turn's last message. `index` counts turns from 1. */
export function threadParts(messages: readonly Message[], turns: readonly Turn[]): ThreadPart[] {
  const inOrder = [...messages].sort((a, b) => a.seq - b.seq);
  const position = new Map(inOrder.map((message, place) => [message.id, place]));
  const endings = new Map<number, ThreadPart[]>();
  turns.forEach((turn, place) => {
    const places = [...turn.message_ids, ...turn.reply_ids].map((id) => position.get(id) ?? -1);
    const last = Math.max(-1, ...places);
    endings.set(last, [...(endings.get(last) ?? []), { kind: "turn", turn, index: place + 1 }]);
  });
  const parts = inOrder.flatMap((message, place): ThreadPart[] => [
    { kind: "message", message },
    ...(endings.get(place) ?? []),
  ]);
  return [...parts, ...(endings.get(-1) ?? [])];
}
