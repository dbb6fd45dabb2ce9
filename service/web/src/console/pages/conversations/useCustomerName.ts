import type { ConversationRow } from "../../api/types";
import { useText } from "../../i18n/context";

/** The customer's name, or a short stand-in that tells visitors apart. */
export function useCustomerName(): (customer: ConversationRow["customer"]) => string {
  const text = useText();
  // The end of a UUIDv7 is its random part; its beginning is the time.
  return ({ id, name }) => name || text.conversations.anonymous(id.slice(-4));
}
