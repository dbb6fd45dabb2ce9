/** Customers who are one person, as the server sends and takes them. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { request, withQuery } from "./http";
import type { ConversationPage } from "./types";

export interface Identity {
  customer_id: string;
  name: string | null;
  channel: string;
  account: string;
  /** The platform's id; null on channels of our own. */
  contact: string | null;
  since: string;
}

export interface Acquaintance {
  customer_id: string;
  name: string | null;
  channel: string;
  account: string;
  conversations: number;
  last_at: string;
  /** Kinds of contact details that both left. */
  shared: string[];
}

export interface Person {
  identities: Identity[];
  links: { one: string; other: string; how: "verified" | "operator"; by: string; at: string }[];
  suggestions: Acquaintance[];
}

const path = (customer: string): string => `/api/customers/${encodeURIComponent(customer)}`;

/** Under the conversation, whose changes may bring a new suggestion. */
export function personQuery(customer: string, conversation: string) {
  return queryOptions({
    queryKey: ["conversation", conversation, "person", customer],
    queryFn: () => request<Person>("GET", `${path(customer)}/person`),
  });
}

export const tagsInUseQuery = queryOptions({
  queryKey: ["customer-tags"],
  queryFn: () => request<{ tags: string[] }>("GET", "/api/customers/tags"),
  staleTime: 60_000,
});

export function customerTagsQuery(customer: string, conversation: string) {
  return queryOptions({
    queryKey: ["conversation", conversation, "tags", customer],
    queryFn: () => request<{ tags: string[] }>("GET", `${path(customer)}/tags`),
  });
}

export const tagCustomer = (customer: string, tags: string[]): Promise<{ tags: string[] }> =>
  request("PUT", `${path(customer)}/tags`, { tags });

/** All conversations of the person, newest activity first. */
export function timelineQuery(customer: string, conversation: string) {
  return infiniteQueryOptions({
    queryKey: ["conversation", conversation, "timeline", customer],
    queryFn: ({ pageParam }) =>
      request<ConversationPage>("GET", withQuery(`${path(customer)}/conversations`, { cursor: pageParam, limit: 8 })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export const findCandidates = (customer: string, query: string): Promise<{ customers: Acquaintance[] }> =>
  request("GET", withQuery(`${path(customer)}/candidates`, { query }));

export const joinCustomers = (customer: string, other: string): Promise<Person> =>
  request("POST", `${path(customer)}/join`, { customer_id: other });

export const partCustomer = (customer: string): Promise<Person> => request("POST", `${path(customer)}/part`);
