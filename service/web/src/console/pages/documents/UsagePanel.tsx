import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { useState } from "react";
import { documentUsageQuery, type UseAspect, type UsePart } from "../../api/knowledge";
import { Failure } from "../../components/Failure";
import { RelativeTime } from "../../components/RelativeTime";
import { named, useLocalisation } from "../../i18n/context";
import { DaysChoice } from "./DaysChoice";
import { UsageDrawer } from "./UsageDrawer";

export interface Behind {
  part: UsePart;
  aspect?: UseAspect;
}

/** How often a document is cited and what came of it; each number opens the turns behind it. */
export function UsagePanel({ id }: { id: string }) {
  const { text, locale } = useLocalisation();
  const t = text.knowledge.usage;
  const [days, setDays] = useState(30);
  const [behind, open] = useState<Behind>();
  const { data, error, refetch } = useQuery(documentUsageQuery(id, days));
  const number = (value: number, wanted: Behind, label: string) => (
    <button
      type="button"
      className="use-number"
      disabled={!value}
      onClick={() => open(wanted)}
      aria-label={`${label}: ${value}`}
      data-testid={`use-${wanted.part}${wanted.aspect ? `-${wanted.aspect}` : ""}`}
    >
      {value.toLocaleString(locale)}
    </button>
  );
  return (
    <section className="usage-panel" data-testid="usage">
      <div className="usage-head">
        <h2>{t.title}</h2>
        <DaysChoice days={days} onChange={setDays} />
      </div>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && data.behind > 0 && <Alert type="info" showIcon title={t.behind(data.behind)} />}
      {data && (
        <>
          <dl className="use-figures">
            <div>
              <dt>{t.cited}</dt>
              <dd>{number(data.counts.cited, { part: "cited" }, t.cited)}</dd>
            </div>
            <div className="good">
              <dt>{t.well}</dt>
              <dd>{number(data.counts.well, { part: "well" }, t.well)}</dd>
            </div>
            <div className="bad">
              <dt>{t.badly}</dt>
              <dd>{number(data.counts.badly, { part: "badly" }, t.badly)}</dd>
            </div>
            <div>
              <dt>{t.last}</dt>
              <dd>
                {data.counts.last_cited_at ? <RelativeTime at={data.counts.last_cited_at} /> : text.common.never}
              </dd>
            </div>
          </dl>
          {data.counts.cited > 0 && (
            <table className="use-aspects">
              <tbody>
                {data.aspects.map(({ aspect, good, bad }) => (
                  <tr key={aspect}>
                    <th scope="row">{named(t.aspects, aspect)}</th>
                    <td>
                      <span className="good">▲</span> {number(good, { part: "well", aspect }, `${t.aspects[aspect]}: ${t.well}`)}
                    </td>
                    <td>
                      <span className="bad">▼</span> {number(bad, { part: "badly", aspect }, `${t.aspects[aspect]}: ${t.badly}`)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
      {behind && <UsageDrawer id={id} days={days} behind={behind} onClose={() => open(undefined)} />}
    </section>
  );
}
