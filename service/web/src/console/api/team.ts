/** Users, their links and log-ins, and other programs' keys. */
import { queryOptions } from "@tanstack/react-query";
import type { Language } from "../../shared/contract";
import { refusal, request } from "./http";
import type { ApiKey, Me, Role, Scope } from "./types";

export interface User {
  id: string;
  email: string;
  name: string;
  role: Role;
  group: string | null;
  state: "active" | "invited" | "disabled";
  created_at: string;
  logged_in_at: string | null;
  /** Until when the link that they were given can be used. */
  link_until: string | null;
  picture: string | null;
}

/** A link that went to `sent_to` by mail, or is to be passed on: `path` belongs behind this site's address. */
export interface Linked {
  user: User;
  path: string | null;
  expires_at: string;
  sent_to: string | null;
  not_sent: "no_mail" | "no_public_url" | "not_taken" | null;
  /** The mail server's reason, where it did not take the mail. */
  why: string | null;
}

export interface Welcomed {
  email: string;
  name: string;
  invited: boolean;
  expires_at: string;
}

export interface Session {
  id: string;
  agent: string;
  address: string;
  created_at: string;
  expires_at: string;
  current: boolean;
}

export const usersQuery = queryOptions({
  queryKey: ["users"],
  queryFn: () => request<{ users: User[] }>("GET", "/api/users"),
});

export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: () => request<{ sessions: Session[] }>("GET", "/api/auth/sessions"),
});

const userPath = (id: string): string => `/api/users/${encodeURIComponent(id)}`;

export const invite = (invitation: { email: string; name: string; role: Role; language: Language }): Promise<Linked> =>
  request("POST", "/api/users", invitation);

/** By mail where that is set up; else, or without `by_mail`, it is shown. */
export const newLink = (id: string, wanted: { language: Language; by_mail: boolean }): Promise<Linked> =>
  request("POST", `${userPath(id)}/link`, wanted);

export const forgottenQuery = queryOptions({
  queryKey: ["forgotten"],
  queryFn: () => request<{ by_mail: boolean }>("GET", "/api/auth/links/forgotten"),
});

/** Asks for a link by mail. The answer is the same whether there is such a user or not. */
export const askForLink = (email: string, language: Language): Promise<void> =>
  request("POST", "/api/auth/links/forgotten", { email, language });

export const changeUser = (id: string, change: { role?: Role; disabled?: boolean }): Promise<User> =>
  request("PATCH", userPath(id), change);

export const removeUser = (id: string): Promise<void> => request("DELETE", userPath(id));

export const removePictureOf = (id: string): Promise<void> => request("DELETE", `${userPath(id)}/picture`);

/** One's own; what is sent is a PNG, JPEG or WebP. */
export async function putPicture(picture: Blob): Promise<Me> {
  const headers = { "Content-Type": picture.type };
  const response = await fetch("/api/auth/picture", { method: "PUT", credentials: "same-origin", headers, body: picture });
  const text = await response.text();
  if (!response.ok) throw refusal(response.status, text);
  return JSON.parse(text) as Me;
}

export const removePicture = (): Promise<Me> => request("DELETE", "/api/auth/picture");

export const lookAtLink = (token: string): Promise<Welcomed> => request("POST", "/api/auth/links/look", { token });

export const takeLink = (token: string, password: string): Promise<Me> =>
  request("POST", "/api/auth/links/use", { token, password });

export const changePassword = (current: string, wanted: string): Promise<void> =>
  request("POST", "/api/auth/password", { current, new: wanted });

export const endSession = (id: string): Promise<void> =>
  request("DELETE", `/api/auth/sessions/${encodeURIComponent(id)}`);

export const endOtherSessions = (): Promise<void> => request("DELETE", "/api/auth/sessions");

export const keysQuery = queryOptions({
  queryKey: ["keys"],
  queryFn: () => request<{ keys: ApiKey[] }>("GET", "/api/keys"),
});

/** Without a time the key ends when it is revoked. */
export const createKey = (wanted: {
  name: string;
  scopes: Scope[];
  expires_at: string | null;
}): Promise<{ secret: string; key: ApiKey }> => request("POST", "/api/keys", wanted);

export const revokeKey = (id: string): Promise<void> => request("DELETE", `/api/keys/${encodeURIComponent(id)}`);
