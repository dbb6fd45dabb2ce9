import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Select } from "antd";
import { useState } from "react";
import { accountQuery, changeAccount, platformsQuery, type AccountPage } from "../../api/accounts";
import { Failure } from "../../components/Failure";
import { useLocalisation } from "../../i18n/context";
import { CredentialFields } from "./CredentialFields";
import { OVERLAPS, momentOf } from "./overlaps";

/** Replaces credentials; what is left as it is stays. */
export function CredentialsForm({ page }: { page: AccountPage }) {
  const { text, locale } = useLocalisation();
  const words = text.channelAccounts;
  const client = useQueryClient();
  const { message } = App.useApp();
  const [values, setValues] = useState<Record<string, string>>({});
  const [hours, setHours] = useState(24);
  const { account, credentials } = page;
  const fields = useQuery(platformsQuery).data?.platforms.find(({ channel }) => channel === account.channel)?.fields ?? [];
  const changed = Object.entries(values).filter(([key, value]) => {
    const own = credentials.find((one) => one.key === key);
    return own?.secret ? value !== "" : value !== (own?.value ?? "");
  });
  const saving = useMutation({
    mutationFn: () =>
      changeAccount(account.id, {
        credentials: Object.fromEntries(changed.map(([key, value]) => [key, value || null])),
        overlap_hours: hours,
      }),
    onSuccess: (saved) => {
      client.setQueryData(accountQuery(account.id).queryKey, saved);
      setValues({});
      void message.success(words.saved);
    },
  });
  return (
    <div className="account-form">
      {page.former_credentials_until && <p>{words.formerCredentials(momentOf(page.former_credentials_until, locale))}</p>}
      {saving.error && <Failure error={saving.error} />}
      <CredentialFields
        fields={fields}
        present={credentials}
        values={values}
        onValue={(key, value) => setValues((before) => ({ ...before, [key]: value }))}
      />
      <label className="policy-field">
        <span>{words.overlap}</span>
        <Select<number> value={hours} onChange={setHours} options={OVERLAPS.map((value) => ({ value, label: words.hours(value) }))} />
      </label>
      <Button
        type="primary"
        disabled={!changed.length}
        loading={saving.isPending}
        onClick={() => saving.mutate()}
        data-testid="credentials-save"
      >
        {words.save}
      </Button>
    </div>
  );
}
