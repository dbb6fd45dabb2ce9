import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Input, Select, Typography } from "antd";
import { useState } from "react";
import { createKey, keysQuery } from "../../api/team";
import type { Scope } from "../../api/types";
import { Failure } from "../../components/Failure";
import { useText } from "../../i18n/context";

const SCOPES: Scope[] = ["agent", "see", "answer", "curate", "monitor", "see_evaluations", "evaluate", "manage"];
const DAYS = [30, 90, 365];
const DAY_MS = 86_400_000;
const NO_END = 0;

/** Makes a key for a purpose, with what it opens and until when; shows it the one time that it can be shown. */
export function NewKey() {
  const t = useText().keys;
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Scope[]>(["agent"]);
  const [days, setDays] = useState(NO_END);
  const making = useMutation({
    mutationFn: () =>
      createKey({
        name: name.trim(),
        scopes,
        expires_at: days === NO_END ? null : new Date(Date.now() + days * DAY_MS).toISOString(),
      }),
    onSuccess: () => {
      setName("");
      void client.invalidateQueries(keysQuery);
    },
  });
  const ends = [{ value: NO_END, label: t.noEnd }, ...DAYS.map((value) => ({ value, label: t.days(value) }))];
  return (
    <form
      className="new-key panel"
      onSubmit={(event) => {
        event.preventDefault();
        making.mutate();
      }}
    >
      <Input
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.target.value)}
        placeholder={t.placeholder}
        aria-label={t.placeholder}
        data-testid="new-key"
      />
      <Checkbox.Group<Scope>
        className="scope-choice"
        value={scopes}
        onChange={setScopes}
        options={SCOPES.map((value) => ({ value, label: <span data-testid={`scope-${value}`}>{t.scopes[value]}</span> }))}
      />
      {scopes.includes("manage") && <p className="bad">{t.caution}</p>}
      <div className="new-key-end">
        <label>
          <span className="muted">{t.expires}</span>
          <Select value={days} options={ends} onChange={setDays} aria-label={t.expires} />
        </label>
        <Button
          type="primary"
          htmlType="submit"
          disabled={!name.trim() || !scopes.length}
          loading={making.isPending}
          data-testid="create-key"
        >
          {t.create}
        </Button>
      </div>
      {making.error && <Failure error={making.error} />}
      {making.data && (
        <Alert
          type="success"
          title={t.once}
          description={
            <Typography.Text copyable code data-testid="secret">
              {making.data.secret}
            </Typography.Text>
          }
        />
      )}
    </form>
  );
}
