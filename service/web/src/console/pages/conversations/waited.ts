import type { InboxPage } from "../../api/inbox";

const HOUR_S = 3_600;
const DAY_S = 86_400;

/** "0:42", "12:05", "3 h 10 min", "2 d": as exact as it still matters. */
export function waited(seconds: number): string {
  if (seconds >= DAY_S) return `${Math.floor(seconds / DAY_S)} d`;
  const minutes = Math.floor(seconds / 60);
  if (seconds >= HOUR_S) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Good until half of the time for a first response is over, bad once the policy would tell the customer so. */
export function waitTone(seconds: number, limits: InboxPage["limits"] | undefined): "good" | "fair" | "bad" {
  const due_s = limits?.first_response_s ?? 120;
  if (seconds >= Math.max(due_s, limits?.nobody_comes_s ?? due_s)) return "bad";
  return seconds >= due_s / 2 ? "fair" : "good";
}
