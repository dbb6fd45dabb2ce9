import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { accountQuery, accountsQuery, addAccount, platformsQuery, type Platform } from "../api/accounts";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { named, useText } from "../i18n/context";
import { CredentialFields } from "./channels/CredentialFields";
import { SetupHelp } from "./channels/SetupHelp";

/** Adding an account: the platform is chosen, then its credentials are given beside its help. */
export default function NewChannel() {
  const text = useText();
  const words = text.channelAccounts;
  const query = useQuery(platformsQuery);
  const [chosen, setChosen] = useState<Platform>();
  return (
    <div className="page" data-testid="new-account">
      <Link to="/settings/channels">{words.back}</Link>
      <div className="page-head">
        <div>
          <h1>{chosen ? named(text.channels, chosen.channel) : words.choose}</h1>
          {!chosen && <p className="muted">{words.chooseHelp}</p>}
        </div>
        {chosen && <Button onClick={() => setChosen(undefined)}>{words.chooseOther}</Button>}
      </div>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {chosen ? (
        <Details key={chosen.channel} platform={chosen} />
      ) : (
        <div className="platforms">
          {query.data?.platforms.map((platform) => (
            <Button
              key={platform.channel}
              size="large"
              onClick={() => setChosen(platform)}
              data-testid={`platform-${platform.channel}`}
            >
              {named(text.channels, platform.channel)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

function Details({ platform }: { platform: Platform }) {
  const text = useText();
  const words = text.channelAccounts;
  const client = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [name, setName] = useState("");
  const [values, setValues] = useState<Record<string, string>>({});
  const missing = platform.fields.some(({ key, required }) => required && !values[key]?.trim());
  const adding = useMutation({
    mutationFn: () =>
      addAccount(platform.channel, name, Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""))),
    onSuccess: async (page) => {
      client.setQueryData(accountQuery(page.account.id).queryKey, page);
      void client.invalidateQueries({ ...accountsQuery, exact: true });
      void message.success(words.created);
      await navigate(`/settings/channels/${page.account.id}?tab=help`);
    },
  });
  return (
    <div className="new-account">
      <section className="panel account-form" aria-label={words.tabs.credentials}>
        <label className="policy-field">
          <span>{words.name} *</span>
          <Input
            value={name}
            maxLength={200}
            placeholder={words.nameHelp}
            onChange={(event) => setName(event.target.value)}
            data-testid="new-account-name"
          />
        </label>
        <CredentialFields
          fields={platform.fields}
          values={values}
          onValue={(key, value) => setValues((before) => ({ ...before, [key]: value }))}
        />
        {adding.error && <Failure error={adding.error} />}
        <Button
          type="primary"
          disabled={!name.trim() || missing}
          loading={adding.isPending}
          onClick={() => adding.mutate()}
          data-testid="new-account-save"
        >
          {words.create}
        </Button>
      </section>
      <section className="panel" aria-label={words.help}>
        <h2>{words.help}</h2>
        <SetupHelp channel={platform.channel} hook={`‹${words.afterAdding}›`} />
      </section>
    </div>
  );
}
