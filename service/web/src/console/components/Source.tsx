import { named, useText } from "../i18n/context";

/** What brought a customer: page, referrer, campaign, ad; nothing where it is not known. All of it is theirs: shown as text. */
export function Source({ source }: { source: Record<string, string> }) {
  const text = useText();
  const values = Object.entries(source);
  if (!values.length) return null;
  return (
    <dl className="fields" data-testid="source">
      {values.map(([name, value]) => (
        <div key={name}>
          <dt>{named(text.sources, name)}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
