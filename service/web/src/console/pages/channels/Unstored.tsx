import { Alert } from "antd";
import type { Unstored } from "../../api/accounts";
import { RelativeTime } from "../../components/RelativeTime";
import { useText } from "../../i18n/context";

/** How many messages the database does not take, and since when. */
export function UnstoredCount({ unstored: { count, since } }: { unstored: Unstored }) {
  const words = useText().channelAccounts;
  return (
    <div className="bad" data-testid="account-unstored">
      {words.unstored(count)} · {words.unstoredSince(count)} <RelativeTime at={since} />
    </div>
  );
}

/** What to do about messages that the database does not take. */
export function UnstoredHelp() {
  return <Alert type="error" showIcon className="unstored" title={useText().channelAccounts.unstoredHelp} data-testid="unstored-help" />;
}
