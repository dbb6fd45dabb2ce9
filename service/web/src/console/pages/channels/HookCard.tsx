import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Modal, Select, Typography } from "antd";
import { useState } from "react";
import { accountQuery, addressOf, rotateHook, type AccountPage } from "../../api/accounts";
import { Failure } from "../../components/Failure";
import { useLocalisation } from "../../i18n/context";
import { OVERLAPS, momentOf } from "./overlaps";

/** The address that the platform must be given, to copy, and to be replaced by another. */
export function HookCard({ page }: { page: AccountPage }) {
  const { text, locale } = useLocalisation();
  const words = text.channelAccounts;
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const [hours, setHours] = useState(24);
  const { account } = page;
  const rotating = useMutation({
    mutationFn: () => rotateHook(account.id, hours),
    onSuccess: (changed) => {
      client.setQueryData(accountQuery(account.id).queryKey, changed);
      setAsked(false);
    },
  });
  return (
    <section className="panel hook" aria-label={words.hook}>
      <div className="hook-head">
        <h2>{words.hook}</h2>
        <Button size="small" onClick={() => setAsked(true)} data-testid="account-rotate">
          {words.rotate}
        </Button>
      </div>
      <Typography.Text copyable code className="hook-address" data-testid="account-hook">
        {addressOf(page.public_url, account.hook)}
      </Typography.Text>
      <p className="muted">{words.hookHelp}</p>
      {!page.public_url && <p className="fair">{words.local}</p>}
      {account.former_hook_until && <p data-testid="former-hook">{words.formerUntil(momentOf(account.former_hook_until, locale))}</p>}
      <Modal
        open={asked}
        title={words.rotateAsk}
        okText={words.rotate}
        cancelText={text.common.cancel}
        confirmLoading={rotating.isPending}
        onOk={() => rotating.mutate()}
        onCancel={() => setAsked(false)}
      >
        {rotating.error && <Failure error={rotating.error} />}
        <label className="policy-field">
          <span>{words.rotateHelp}</span>
          <Select<number>
            value={hours}
            onChange={setHours}
            options={OVERLAPS.map((value) => ({ value, label: words.hours(value) }))}
          />
        </label>
      </Modal>
    </section>
  );
}
