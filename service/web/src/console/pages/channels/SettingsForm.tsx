import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Input, Segmented, Select } from "antd";
import { useMemo, useState } from "react";
import { GREETS, LANGUAGES, accountQuery, changeAccount, type AccountPage } from "../../api/accounts";
import { Failure } from "../../components/Failure";
import { named, useText } from "../../i18n/context";
import { ProblemsContext } from "../policy/context";
import { explained, withValue } from "../policy/draft";
import { Field } from "../policy/Field";
import { OwnHours } from "../policy/OwnHours";
import { useUnsaved } from "../policy/useUnsaved";

/** How the account differs from the rest: greeting, language, hours, who gets its hand-offs, and its label. */
export function SettingsForm({ page }: { page: AccountPage }) {
  const text = useText();
  const words = text.channelAccounts;
  const client = useQueryClient();
  const { message } = App.useApp();
  const { account } = page;
  const [draft, setDraft] = useState({ ...page.settings, name: account.name, group: account.group ?? "" });
  const [base, setBase] = useState(draft);
  const changed = draft !== base;
  useUnsaved(changed);
  const saving = useMutation({
    mutationFn: () => {
      const { name, group, ...settings } = draft;
      return changeAccount(account.id, { name, group, settings });
    },
    onSuccess: (saved) => {
      client.setQueryData(accountQuery(account.id).queryKey, saved);
      setBase(draft);
      void message.success(words.saved);
    },
  });
  const problems = useMemo(() => explained(saving.error, text.policy.problems), [saving.error, text.policy.problems]);
  const set = (path: string, value: unknown): void => setDraft((before) => withValue(before, path, value));
  return (
    <ProblemsContext.Provider value={problems}>
      <div className="account-form">
        {saving.error && !problems.length && <Failure error={saving.error} />}
        <Field path="name" label={words.name}>
          <Input value={draft.name} maxLength={200} onChange={(event) => set("name", event.target.value)} data-testid="account-name" />
        </Field>
        <fieldset className="policy-words style-said">
          <legend>{words.greeting}</legend>
          {(["en", "zh"] as const).map((language) => (
            <Field key={language} path={`greeting.${language}`} label={named(words.languages, language)}>
              <Input.TextArea
                value={draft.greeting[language]}
                maxLength={1000}
                autoSize={{ minRows: 2, maxRows: 6 }}
                onChange={(event) => set(`greeting.${language}`, event.target.value)}
                data-testid={`account-greeting-${language}`}
              />
            </Field>
          ))}
          <span className="muted policy-help style-wide">{words.greetingHelp}</span>
        </fieldset>
        <Field path="greet" label={words.greet}>
          <Select
            value={draft.greet}
            onChange={(value) => set("greet", value)}
            options={GREETS.map((value) => ({ value, label: named(words.greets, value) }))}
          />
        </Field>
        <Field path="language" label={words.language}>
          <Segmented
            value={draft.language}
            onChange={(value) => set("language", value)}
            options={LANGUAGES.map((value) => ({ value, label: named(words.languages, value) }))}
          />
        </Field>
        <Field path="group" label={words.group} help={words.groupHelp}>
          <Select
            value={draft.group}
            onChange={(value) => set("group", value)}
            options={[{ value: "", label: words.anybody }, ...page.groups.map((value) => ({ value, label: value }))]}
            data-testid="account-group"
          />
        </Field>
        <Field path="source" label={words.source} help={words.sourceHelp}>
          <Input value={draft.source} maxLength={60} onChange={(event) => set("source", event.target.value)} />
        </Field>
        {page.own_lead_card && (
          <Field path="lead_card" label={words.leadCard} help={words.leadCardHelp}>
            <Input
              value={draft.lead_card}
              maxLength={200}
              onChange={(event) => set("lead_card", event.target.value.trim())}
              data-testid="account-lead-card"
            />
          </Field>
        )}
        <section className="account-hours">
          <span>{words.ownHours}</span>
          <OwnHours hours={draft.hours} companyHelp={words.ownHoursHelp} set={set} />
        </section>
        <Button type="primary" disabled={!changed} loading={saving.isPending} onClick={() => saving.mutate()} data-testid="account-save">
          {words.save}
        </Button>
      </div>
    </ProblemsContext.Provider>
  );
}
