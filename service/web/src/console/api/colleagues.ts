/** Who works here, whether they are there and how much they have; and the groups that there are. */
import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";

/** What an operator says of themselves. */
export type Presence = "online" | "away" | "offline";

export interface Colleague {
  id: string;
  /** The reader. */
  me: boolean;
  email: string;
  name: string;
  group: string | null;
  group_id: string | null;
  /** May take conversations. */
  answers: boolean;
  /** The console is open. */
  online: boolean;
  /** What counts: "offline" whenever the console is not open, else what was chosen. */
  presence: Presence;
  chosen: Presence;
  seen_at: string | null;
  conversations: number;
  /** Of these, given by routing and not answered yet. */
  offered: number;
  /** How many they may be given; null where they are given none. */
  capacity: number | null;
  own_capacity: number | null;
  skills: string[];
  languages: string[];
  picture: string | null;
}

export const colleaguesQuery = queryOptions({
  queryKey: ["colleagues"],
  queryFn: () => request<{ colleagues: Colleague[]; groups: string[] }>("GET", "/api/colleagues"),
  staleTime: 30_000,
});
