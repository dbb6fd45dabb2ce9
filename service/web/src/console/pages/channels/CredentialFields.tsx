import { Input, Switch } from "antd";
import type { Credential, Platform } from "../../api/accounts";
import { useText } from "../../i18n/context";

interface Props {
  fields: Platform["fields"];
  /** Of an account that is there already: which secrets it has, and the other values. */
  present?: Credential[];
  values: Record<string, string>;
  onValue(key: string, value: string): void;
}

/** A platform's credentials, named as the platform's own documentation has them. Secrets are typed, never shown. */
export function CredentialFields({ fields, present, values, onValue }: Props) {
  const text = useText();
  const words = text.channelAccounts;
  return fields.map((field) => {
    const own = present?.find(({ key }) => key === field.key);
    const value = values[field.key] ?? (field.secret ? "" : (own?.value ?? ""));
    const common = { "data-testid": `credential-${field.key}` };
    const fallback = field.default || (field.required ? "" : words.nameDefault);
    const hint = own && field.secret ? (own.given ? words.secretSet : words.secretUnset) : fallback;
    return (
      <label key={field.key} className="policy-field">
        <span>
          <code>{field.key}</code>
          {field.required && !own && <span aria-hidden> *</span>}
        </span>
        {field.default === "true" || field.default === "false" ? (
          <Switch
            checked={(value || field.default) === "true"}
            onChange={(on) => onValue(field.key, String(on))}
            {...common}
          />
        ) : field.secret ? (
          <Input.Password
            value={value}
            placeholder={hint}
            autoComplete="new-password"
            onChange={(event) => onValue(field.key, event.target.value)}
            {...common}
          />
        ) : (
          <Input
            value={value}
            placeholder={hint}
            autoComplete="off"
            onChange={(event) => onValue(field.key, event.target.value)}
            {...common}
          />
        )}
      </label>
    );
  });
}
