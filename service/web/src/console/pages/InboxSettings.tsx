import { useText } from "../i18n/context";
import { CannedReplies } from "./inbox/CannedReplies";
import { Dispositions } from "./inbox/Dispositions";

/** What operators find ready in the inbox: replies, and how a conversation can end. */
export default function InboxSettings() {
  const text = useText();
  return (
    <div className="page inbox-settings" data-testid="inbox-settings">
      <h1>{text.nav.conversations}</h1>
      <CannedReplies />
      <Dispositions />
    </div>
  );
}
