import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { cannedQuery, type Canned } from "../../api/desk";
import { meQuery } from "../../api/queries";
import type { ConversationDetail } from "../../api/types";
import { askedFor, filled, fitting } from "./canned";

/** Ready replies for what is being written: which fit, which is chosen, and the keys that choose. */
export function useCanned(detail: ConversationDetail, draft: string, write: (text: string) => void) {
  const typed = askedFor(draft);
  const known = useQuery({ ...cannedQuery, enabled: typed !== null }).data?.replies ?? [];
  const me = useQuery(meQuery).data;
  const [chosen, setChosen] = useState(0);
  const [closed, setClosed] = useState("");
  const open = typed !== null && closed !== draft;
  const replies = open ? fitting(known, typed, detail.conversation.language) : [];
  const place = Math.min(chosen, Math.max(0, replies.length - 1));
  const pick = (reply: Canned): void => {
    const order = detail.turns.flatMap((turn) => turn.order_numbers).at(-1) ?? "";
    write(filled(reply.text, { customer: detail.conversation.customer.name ?? "", operator: me?.name ?? "", order }));
    setChosen(0);
  };
  /** True where the key was for the menu. */
  const onKey = (event: KeyboardEvent): boolean => {
    const reply = replies[place];
    if (!open || event.nativeEvent.isComposing) return false;
    if (event.key === "ArrowDown") setChosen((place + 1) % Math.max(1, replies.length));
    else if (event.key === "ArrowUp") setChosen((place + replies.length - 1) % Math.max(1, replies.length));
    else if (event.key === "Escape") setClosed(draft);
    else if ((event.key === "Enter" || event.key === "Tab") && reply) pick(reply);
    else return false;
    event.preventDefault();
    return true;
  };
  return { open, replies, chosen: place, pick, onKey };
}
