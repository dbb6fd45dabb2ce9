import { Input, InputNumber, Segmented, Select, Switch } from "antd";
import type { AlertRules } from "../../api/alertRules";
import { SEVERITIES } from "../../api/alerts";
import { named, useText } from "../../i18n/context";
import type { SetValue } from "../policy/DocumentEditor";
import { Field } from "../policy/Field";

/** When nothing is sent, what is told again, and in which language. */
export function SendingForm({ draft, set }: { draft: AlertRules; set: SetValue }) {
  const text = useText();
  const words = text.alerts.settings;
  const { quiet, escalate } = draft;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <>
      <Field path="language" label={words.language}>
        <Segmented<string> value={draft.language ?? "en"} options={[{ value: "en", label: "English" }, { value: "zh", label: "中文" }]} onChange={(value) => set("language", value)} />
      </Field>
      <Field path="quiet.enabled" label={words.quiet}>
        <Switch checked={!!quiet} onChange={(on) => set("quiet", on ? { from: "22:00", until: "08:00", zone } : null)} data-testid="quiet" />
      </Field>
      {quiet && (
        <div className="policy-grid">
          <Field path="quiet.from" label={words.from}>
            <Input type="time" value={quiet.from} onChange={({ target }) => set("quiet.from", target.value)} />
          </Field>
          <Field path="quiet.until" label={words.until}>
            <Input type="time" value={quiet.until} onChange={({ target }) => set("quiet.until", target.value)} />
          </Field>
          <Field path="quiet.zone" label={words.zone}>
            <Select showSearch value={quiet.zone ?? "UTC"} options={["UTC", ...Intl.supportedValuesOf("timeZone")].map((value) => ({ value }))} onChange={(value) => set("quiet.zone", value)} />
          </Field>
          <Field path="quiet.critical_too" label={words.criticalToo}>
            <Switch checked={quiet.critical_too ?? false} onChange={(value) => set("quiet.critical_too", value)} />
          </Field>
        </div>
      )}
      <Field path="escalate.enabled" label={words.escalate}>
        <Switch checked={!!escalate} onChange={(on) => set("escalate", on ? { after_h: 1, least: "critical" } : null)} />
      </Field>
      {escalate && (
        <div className="policy-grid">
          <Field path="escalate.after_h" label={words.afterH}>
            <InputNumber<number> value={escalate.after_h ?? 1} onChange={(value) => set("escalate.after_h", value)} />
          </Field>
          <Field path="escalate.least" label={words.least}>
            <Select value={escalate.least ?? "critical"} options={SEVERITIES.map((value) => ({ value, label: named(text.alerts.severities, value) }))} onChange={(value) => set("escalate.least", value)} />
          </Field>
        </div>
      )}
    </>
  );
}
