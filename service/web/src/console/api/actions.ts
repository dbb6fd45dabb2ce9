/** Everything that pages change. */
import type { Message } from "../../shared/contract";
import type { Quote } from "./assist";
import { request } from "./http";
import type { Access, ConversationRow, DocumentPage, LifecycleAction, Me, Status, Version } from "./types";

export const logIn = (email: string, password: string): Promise<Me> =>
  request("POST", "/api/auth/login", { email, password });

export const logOut = (): Promise<void> => request("POST", "/api/auth/logout");

export const deleteDocument = (id: string): Promise<void> =>
  request("DELETE", `/api/documents/${encodeURIComponent(id)}`);

const versionPath = (id: string, version: number): string =>
  `/api/documents/${encodeURIComponent(id)}/versions/${version}`;

/** Refused with 409 where the version is no longer what the person saw. */
export const act = (id: string, version: number, action: LifecycleAction, expected: Status, note = ""): Promise<Version> =>
  request("POST", `${versionPath(id, version)}/${action}`, { expected, note });

/** Null is without bound. */
export const setValidity = (
  id: string,
  version: number,
  validity: { valid_from: string | null; valid_until: string | null },
): Promise<Version> => request("PUT", `${versionPath(id, version)}/validity`, validity);

export const changeDocument = (id: string, about: { access?: Access; products?: string[] }): Promise<DocumentPage> =>
  request("PATCH", `/api/documents/${encodeURIComponent(id)}`, about);

export const sourceAddress = (id: string, version: number): string => `${versionPath(id, version)}/source`;

export const claim = (id: string): Promise<{ conversation: ConversationRow }> =>
  request("POST", `/api/conversations/${encodeURIComponent(id)}/claim`);

/** Gives the conversation back to the agent, who tells the customer. */
export const giveBack = (id: string): Promise<{ conversation: ConversationRow }> =>
  request("POST", `/api/conversations/${encodeURIComponent(id)}/return`);

export const closeConversation = (id: string, disposition?: string): Promise<{ conversation: ConversationRow }> =>
  request("POST", `/api/conversations/${encodeURIComponent(id)}/close`, { disposition: disposition ?? null });

/** Repeating it with the same client_id is safe. */
export const reply = (id: string, text: string, client_id: string, cited: Quote[]): Promise<{ message: Message }> =>
  request("POST", `/api/conversations/${encodeURIComponent(id)}/messages`, {
    text,
    client_id,
    sources: cited.map(({ chunk_id, quote }) => ({ chunk_id, quote })),
  });

const attachmentPath = (conversation: string, id: string): string =>
  `/api/conversations/${encodeURIComponent(conversation)}/attachments/${encodeURIComponent(id)}`;

export const attachmentAddress = attachmentPath;

export const fetchAttachmentAgain = (conversation: string, id: string): Promise<void> =>
  request("POST", `${attachmentPath(conversation, id)}/again`);

/** About a reply that did not arrive: sends it again, or leaves it. Refused with 409 where a colleague was faster. */
export const decideDelivery = (
  id: string,
  message_id: string,
  decision: "again" | "leave",
): Promise<{ conversation: ConversationRow }> =>
  request("POST", `/api/conversations/${encodeURIComponent(id)}/deliveries`, { message_id, decision });

/** Deletes everything that the customer told; counts and grades stay. */
export const forgetCustomer = (id: string): Promise<{ conversations: number; messages: number }> =>
  request("DELETE", `/api/customers/${encodeURIComponent(id)}/data`);
