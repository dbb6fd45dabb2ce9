import { ClockCircleOutlined } from "@ant-design/icons";
import type { InboxPage } from "../../api/inbox";
import { useText } from "../../i18n/context";
import { useNow } from "../../components/useNow";
import { waited, waitTone } from "./waited";

interface Props {
  since: string;
  limits: InboxPage["limits"] | undefined;
}

/** How long the customer has waited for an operator's reply: coloured from the first response due on. */
export function WaitClock({ since, limits }: Props) {
  const text = useText();
  const now_ms = useNow(1_000);
  const waited_s = Math.max(0, Math.floor((now_ms - Date.parse(since)) / 1_000));
  const tone = waitTone(waited_s, limits);
  return (
    <span className={`wait ${tone}`} title={text.inbox.waitsFor(waited(waited_s))} data-testid="wait-clock" data-tone={tone}>
      <ClockCircleOutlined /> {waited(waited_s)}
    </span>
  );
}
