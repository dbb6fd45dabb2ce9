import { Tag } from "antd";
import type { AccountState } from "../../api/accounts";
import { named, useText } from "../../i18n/context";

const COLOURS: Record<AccountState, string> = {
  healthy: "green",
  silent: "default",
  refused: "red",
  failing: "red",
  disabled: "orange",
};

/** What an admin has to know first of an account, in a word. */
export function AccountStateTag({ state }: { state: AccountState }) {
  const text = useText();
  return (
    <Tag color={COLOURS[state]} data-testid="account-state" data-state={state}>
      {named(text.channelAccounts.states, state)}
    </Tag>
  );
}
