import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Input, Select } from "antd";
import { useState, type ReactNode } from "react";
import { platformsQuery, sendTest, testAccount, type AccountPage } from "../../api/accounts";
import { Failure } from "../../components/Failure";
import { RelativeTime } from "../../components/RelativeTime";
import { named, useText } from "../../i18n/context";

/** Whether the account works in both directions, and what to do to find out. */
export function TestPanel({ page }: { page: AccountPage }) {
  const text = useText();
  const words = text.channelAccounts;
  const { deliveries, replies } = page.account;
  return (
    <div className="account-test">
      <Check page={page} />
      <section className="panel" aria-label={words.deliveries}>
        <h2>{words.deliveries}</h2>
        <dl>
          <Fact name={words.accepted}>
            <Counted count={deliveries.accepted} at={deliveries.accepted_at} />
          </Fact>
          <Fact name={words.refusedCount}>
            <Counted count={deliveries.refused} at={deliveries.refused_at} />
            {deliveries.refusal && <div className="muted">{named(words.refusals, deliveries.refusal)}</div>}
          </Fact>
          <Fact name={words.waiting}>{words.waitingOf(replies.unanswered, replies.pending)}</Fact>
        </dl>
      </section>
      <section className="panel" aria-label={words.replies}>
        <h2>{words.replies}</h2>
        <dl>
          <Fact name={words.lastSent}>{replies.sent_at ? <RelativeTime at={replies.sent_at} /> : words.none}</Fact>
          <Fact name={words.failed}>
            {replies.failed || words.none}
          </Fact>
          {replies.error && replies.failed_at && (
            <Fact name={words.said}>
              {replies.error}
              <span className="muted">
                {" · "}
                <RelativeTime at={replies.failed_at} />
              </span>
            </Fact>
          )}
        </dl>
      </section>
      <SendTest page={page} />
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Counted({ count, at }: { count: number; at: string | null }) {
  const words = useText().channelAccounts;
  return (
    <>
      {count || words.none}
      {at && (
        <span className="muted">
          {" · "}
          {words.lastAt} <RelativeTime at={at} />
        </span>
      )}
    </>
  );
}

function Check({ page }: { page: AccountPage }) {
  const words = useText().channelAccounts;
  const { account } = page;
  const checkable = useQuery(platformsQuery).data?.platforms.find(({ channel }) => channel === account.channel)?.checkable;
  const testing = useMutation({ mutationFn: () => testAccount(account.id) });
  return (
    <section className="panel" aria-label={words.check}>
      <h2>{words.check}</h2>
      {checkable === false ? (
        <p className="muted" data-testid="account-not-checkable">
          {words.notCheckable}
        </p>
      ) : (
        <Button onClick={() => testing.mutate()} loading={testing.isPending} data-testid="account-test">
          {words.checkNow}
        </Button>
      )}
      {testing.error && <Failure error={testing.error} />}
      {testing.data?.who && <Alert type="success" showIcon title={testing.data.who} data-testid="account-who" />}
      {testing.data?.problem && <Alert type="error" showIcon title={testing.data.problem} data-testid="account-problem" />}
    </section>
  );
}

function SendTest({ page }: { page: AccountPage }) {
  const words = useText().channelAccounts;
  const [contact, setContact] = useState<string>();
  const [said, setSaid] = useState(words.testText);
  const sending = useMutation({ mutationFn: (to: string) => sendTest(page.account.id, to, said) });
  const chosen = contact ?? page.contacts[0]?.contact;
  return (
    <section className="panel" aria-label={words.send}>
      <h2>{words.send}</h2>
      <p className="muted">{words.sendHelp}</p>
      {chosen === undefined ? (
        <p className="muted">{words.noContacts}</p>
      ) : (
        <>
          <Select
            value={chosen}
            onChange={setContact}
            aria-label={words.contact}
            options={page.contacts.map((one) => ({ value: one.contact, label: one.name ? `${one.name} (${one.contact})` : one.contact }))}
            data-testid="test-contact"
          />
          <Input value={said} maxLength={500} onChange={(event) => setSaid(event.target.value)} aria-label={words.send} data-testid="test-text" />
          <Button onClick={() => sending.mutate(chosen)} loading={sending.isPending} disabled={!said.trim()} data-testid="test-send">
            {words.sendNow}
          </Button>
        </>
      )}
      {sending.error && <Failure error={sending.error} />}
      {sending.isSuccess && <Alert type="success" showIcon title={words.sent} data-testid="test-sent" />}
    </section>
  );
}
