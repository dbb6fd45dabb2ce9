import type { AlertPage } from "../../api/alerts";
import { TrendChart } from "../../components/chart/TrendChart";
import { percent } from "../../components/formats";
import { graderNamed, useLocalisation } from "../../i18n/context";

/** How what the rule watches went before and after it was raised, with the limit at which it was. */
export function AlertChart({ page: { alert, rule, points } }: { page: AlertPage }) {
  const { text, locale } = useLocalisation();
  if (!points.some(({ value }) => value !== null)) return <p className="muted">{text.alerts.noChart}</p>;
  const rate = rule?.rate ?? "";
  const known = text.alerts.settings.rates[rate] ?? graderNamed(text, rate);
  const name = rule?.over ? text.alerts.over(known, rule.over.toLocaleString(locale)) : known;
  const shown = (value: number): string => (rate === "csat" ? value.toLocaleString(locale, { maximumFractionDigits: 2 }) : percent(value, locale));
  const moment = (at: string): string => new Date(at).toLocaleString(locale, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" });
  const fired = Date.parse(alert.fired_at);
  const places = points.map(({ at, until }) => {
    const here = Date.parse(at) <= fired && fired < Date.parse(until);
    return here ? `${moment(at)} · ${text.alerts.raisedHere}` : moment(at);
  });
  const limits = [
    { name: text.alerts.limit, value: alert.limit },
    { name: text.alerts.clear, value: alert.clear },
  ].flatMap(({ name: label, value }) => (value === null ? [] : [{ name: label, value }]));
  return (
    <section aria-label={text.alerts.watched}>
      <h3>{text.alerts.watched}</h3>
      <TrendChart testId="alert-chart" label={name} height={220} places={places} series={[{ name, points }]} written={shown} most={rate === "csat" ? undefined : 1} limits={limits} />
    </section>
  );
}
