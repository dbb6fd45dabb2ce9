import type { ChatState } from "./state";

/** What a page's scripts may hear of: that something happened, never what was said. */
export interface Happenings {
  ready: Record<string, never>;
  open: Record<string, never>;
  close: Record<string, never>;
  message: { role: "customer" | "agent" | "operator" };
  /** `waiting` for an operator, `human` once one has taken over, `open` when the agent goes on, `closed`. */
  handoff: { state: "waiting" | "human" | "open" };
  end: Record<string, never>;
  rating: { rating: number };
  invitation: Record<string, never>;
  error: { code: string };
}

export type Happening = keyof Happenings;
export type Announced = { [K in Happening]: [name: K, detail: Happenings[K]] }[Happening];

/** What happened between two states, in order. */
export function announced(before: ChatState, now: ChatState): Announced[] {
  const found: Announced[] = [];
  if (!before.open && now.open) found.push(["open", {}]);
  if (now.phase === "ready" && before.phase === "ready") {
    const known = new Set(before.messages.map(({ id }) => id));
    for (const { id, role } of now.messages) if (!known.has(id)) found.push(["message", { role }]);
    if (before.conversation !== now.conversation) {
      found.push(now.conversation === "closed" ? ["end", {}] : ["handoff", { state: now.conversation }]);
    }
  }
  if (now.rated !== null && before.rated !== now.rated) found.push(["rating", { rating: now.rated }]);
  if (!before.invitation && now.invitation) found.push(["invitation", {}]);
  if (before.open && !now.open) found.push(["close", {}]);
  return found;
}
