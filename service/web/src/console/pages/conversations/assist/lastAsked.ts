import type { ConversationDetail } from "../../../api/types";

/** The id of the customer's last message, with which a suggestion is made anew; undefined where they said nothing. */
export const lastAskedOf = ({ messages }: ConversationDetail): string | undefined =>
  messages.findLast(({ role }) => role === "customer")?.id;
