/** Everything that pages change. */
import type { Message } from "../../shared/contract";
import { request } from "./http";
import type { ConversationRow, Me } from "./types";

export const logIn = (email: string, password: string): Promise<Me> =>
  request("POST", "/api/auth/login", { email, password });

export const logOut = (): Promise<void> => request("POST", "/api/auth/logout");

export const deleteDocument = (id: string): Promise<void> =>
  request("DELETE", `/api/documents/${encodeURIComponent(id)}`);

export const claim = (id: string): Promise<{ conversation: ConversationRow }> =>
  request("POST", `/api/conversations/${encodeURIComponent(id)}/claim`);

export const closeConversation = (id: string): Promise<{ conversation: ConversationRow }> =>
  request("POST", `/api/conversations/${encodeURIComponent(id)}/close`);

/** Repeating it with the same client_id is safe. */
export const reply = (id: string, text: string, client_id: string): Promise<{ message: Message }> =>
  request("POST", `/api/conversations/${encodeURIComponent(id)}/messages`, { text, client_id });
