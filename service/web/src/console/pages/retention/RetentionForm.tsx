import { useQuery } from "@tanstack/react-query";
import { Alert, InputNumber, Switch } from "antd";
import { type RetentionPage, retentionPreviewQuery } from "../../api/retention";
import { useText } from "../../i18n/context";
import { Field } from "../policy/Field";

const USUAL_DAYS = 365;

interface Props {
  days: number | null;
  page: RetentionPage;
  onChange(days: number | null): void;
}

/** After how many days; and whom that would forget, before it is saved. */
export function RetentionForm({ days, page, onChange }: Props) {
  const t = useText().retention;
  const { fewest_days, most_days } = page;
  const valid = days !== null && days >= fewest_days && days <= most_days;
  const preview = useQuery({ ...retentionPreviewQuery(days ?? fewest_days), enabled: valid }).data;
  return (
    <div className="retention">
      <label className="retention-switch">
        <Switch checked={days !== null} onChange={(on) => onChange(on ? USUAL_DAYS : null)} data-testid="retention-on" />
        <span>{t.forget}</span>
      </label>
      {days === null ? (
        <p className="muted">{t.off}</p>
      ) : (
        <>
          <Field path="customers_days" label={t.days} help={t.bounds(fewest_days, most_days)}>
            <InputNumber
              value={days}
              min={fewest_days}
              max={most_days}
              precision={0}
              onChange={(value) => value !== null && onChange(value)}
              aria-label={t.days}
              data-testid="retention-days"
            />
          </Field>
          <p className="muted">{t.explain}</p>
          {valid && preview && (
            <Alert
              type={preview.customers ? "warning" : "info"}
              showIcon
              title={t.preview(preview.customers)}
              data-testid="retention-preview"
            />
          )}
        </>
      )}
    </div>
  );
}
