import { useLocalisation, useText } from "../../i18n/context";

/** When a key ends by itself. */
export function KeyEnd({ at }: { at: string | null }) {
  const t = useText().keys;
  const { locale } = useLocalisation();
  if (!at) return <span className="muted">{t.noEnd}</span>;
  const end = new Date(at);
  if (end.getTime() <= Date.now()) return <span className="bad">{t.expired}</span>;
  return <time dateTime={at}>{end.toLocaleDateString(locale, { dateStyle: "medium" })}</time>;
}
