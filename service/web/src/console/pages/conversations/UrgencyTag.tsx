import { ThunderboltOutlined } from "@ant-design/icons";
import type { Urgency } from "../../api/types";
import { useText } from "../../i18n/context";

/** How soon the customer needs an answer, where they said so. */
export function UrgencyTag({ urgency }: { urgency: Urgency | null }) {
  const text = useText();
  if (urgency !== "high" && urgency !== "low") return null;
  return (
    <span className={`urgency ${urgency}`} data-testid="urgency" data-urgency={urgency}>
      {urgency === "high" && <ThunderboltOutlined />} {text.conversations.urgency[urgency]}
    </span>
  );
}
