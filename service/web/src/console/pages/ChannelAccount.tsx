import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Popconfirm, Tabs } from "antd";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { accountQuery, accountsQuery, addressOf, changeAccount, removeAccount } from "../api/accounts";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { named, useText } from "../i18n/context";
import { AccountStateTag } from "./channels/AccountStateTag";
import { CredentialsForm } from "./channels/CredentialsForm";
import { HookCard } from "./channels/HookCard";
import { SettingsForm } from "./channels/SettingsForm";
import { SetupHelp } from "./channels/SetupHelp";
import { TestPanel } from "./channels/TestPanel";
import { UnstoredCount, UnstoredHelp } from "./channels/Unstored";

/** One account: its address, how it fares, its settings and credentials, and how the platform is set up. */
export default function ChannelAccount() {
  const { id = "" } = useParams();
  const text = useText();
  const words = text.channelAccounts;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const query = useQuery(accountQuery(id));
  const switching = useMutation({
    mutationFn: (enabled: boolean) => changeAccount(id, { enabled }),
    onSuccess: (changed) => client.setQueryData(accountQuery(id).queryKey, changed),
  });
  const removing = useMutation({
    mutationFn: () => removeAccount(id),
    onSuccess: async () => {
      await navigate("/settings/channels");
      client.removeQueries(accountQuery(id));
      await client.invalidateQueries(accountsQuery);
    },
  });
  if (query.error && !query.data) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Loading />;
  const page = query.data;
  const { account } = page;
  const tabs = [
    { key: "overview", label: words.tabs.overview, children: <TestPanel page={page} /> },
    { key: "settings", label: words.tabs.settings, children: <SettingsForm page={page} /> },
    { key: "credentials", label: words.tabs.credentials, children: <CredentialsForm page={page} /> },
    {
      key: "help",
      label: words.tabs.help,
      children: <SetupHelp channel={account.channel} hook={addressOf(page.public_url, account.hook)} />,
    },
  ];
  return (
    <div className="page account" data-testid="account">
      <Link to="/settings/channels">{words.back}</Link>
      <div className="page-head">
        <div>
          <h1>
            <bdi>{account.name}</bdi> <AccountStateTag state={account.state} />
          </h1>
          <p className="muted">
            {named(text.channels, account.channel)} · {named(words.stateHelp, account.state)}
          </p>
          {account.unstored && <UnstoredCount unstored={account.unstored} />}
        </div>
        <div className="policy-actions">
          {account.enabled ? (
            <Popconfirm
              title={words.disableAsk}
              description={<div className="narrow-text">{words.disableHelp}</div>}
              okText={words.disable}
              cancelText={text.common.cancel}
              onConfirm={() => switching.mutateAsync(false)}
            >
              <Button data-testid="account-disable">{words.disable}</Button>
            </Popconfirm>
          ) : (
            <Button type="primary" loading={switching.isPending} onClick={() => switching.mutate(true)} data-testid="account-enable">
              {words.enable}
            </Button>
          )}
          <Popconfirm
            title={<div className="narrow-text">{words.removeAsk}</div>}
            okText={words.remove}
            cancelText={text.common.cancel}
            onConfirm={() => removing.mutate()}
          >
            <Button danger data-testid="account-remove">
              {words.remove}
            </Button>
          </Popconfirm>
        </div>
      </div>
      {switching.error && <Failure error={switching.error} />}
      {removing.error && <Failure error={removing.error} />}
      {account.unstored && <UnstoredHelp />}
      <HookCard page={page} />
      <Tabs
        items={tabs}
        activeKey={search.get("tab") ?? "overview"}
        onChange={(tab) => setSearch({ tab }, { replace: true })}
      />
    </div>
  );
}
