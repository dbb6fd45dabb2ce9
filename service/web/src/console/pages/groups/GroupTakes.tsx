import { Switch } from "antd";
import type { Routing } from "../../api/groups";
import { useText } from "../../i18n/context";
import type { SetValue } from "../policy/DocumentEditor";
import { Field } from "../policy/Field";
import { TopicFields } from "./TopicFields";

/** Which hand-offs come to a group. */
export function GroupTakes({ routing, accounts, set }: { routing: Routing; accounts: string[]; set: SetValue }) {
  const t = useText().groups;
  return (
    <section>
      <h3>{t.takes}</h3>
      {accounts.length > 0 && <p className="muted">{t.accounts(accounts.join(", "))}</p>}
      <TopicFields
        skills={routing.skills}
        languages={routing.languages}
        skillsHelp={t.skillsHelp}
        languagesHelp={t.languagesHelp}
        set={set}
      />
      <Field path="catch_all" label={t.catchAll}>
        <Switch checked={routing.catch_all} onChange={(value) => set("catch_all", value)} data-testid="group-catch-all" />
      </Field>
    </section>
  );
}
