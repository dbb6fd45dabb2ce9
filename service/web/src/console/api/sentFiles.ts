import type { Message } from "../../shared/contract";
import { refusal } from "./http";

/** Sends a file as a message of its own. Repeating it with the same client_id is safe. */
export async function sendFile(conversation: string, file: File, client_id: string): Promise<{ message: Message }> {
  const query = new URLSearchParams({ name: file.name, client_id });
  const response = await fetch(`/api/conversations/${encodeURIComponent(conversation)}/files?${query}`, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": file.type || "application/octet-stream" },
    body: file,
  });
  const text = await response.text();
  if (!response.ok) throw refusal(response.status, text);
  return JSON.parse(text) as { message: Message };
}
