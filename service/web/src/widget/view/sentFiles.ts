import type { Attachment } from "../../shared/contract";
import type { Chat } from "../chat";
import { h } from "./dom";

/** What an operator sent: pictures in place, every file saved by a tap on its name. */
export function sentFilesView(attachments: readonly Attachment[], chat: Chat): HTMLElement[] {
  return attachments.map((attachment) => {
    const name = attachment.name ?? "file";
    const button = h("button", { type: "button", class: "link", dir: "auto", "data-testid": "tw-sent-file" }, name);
    button.addEventListener("click", () => void save(attachment.id, name, chat));
    const element = h("div", { class: "sent-file" }, button);
    if (attachment.picture) void show(element, attachment.id, name, chat);
    return element;
  });
}

/** Drawn, as the page's policy may forbid pictures of blobs; the name stays where the picture cannot be had. */
async function show(element: HTMLElement, id: string, name: string, chat: Chat): Promise<void> {
  const bitmap = await chat.fetchFile(id).then(createImageBitmap).catch(() => null);
  if (!bitmap) return;
  const picture = h("canvas", { role: "img", "aria-label": name, "data-testid": "tw-sent-picture" });
  picture.width = bitmap.width;
  picture.height = bitmap.height;
  picture.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
  element.prepend(picture);
}

async function save(id: string, name: string, chat: Chat): Promise<void> {
  const blob = await chat.fetchFile(id).catch((error: unknown) => {
    chat.report(error);
    return null;
  });
  if (!blob) return;
  const address = URL.createObjectURL(blob);
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
