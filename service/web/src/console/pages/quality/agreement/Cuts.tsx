import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useState } from "react";
import { calibrationQuery } from "../../../api/reviews";
import { TrendChart } from "../../../components/chart/TrendChart";
import { Failure } from "../../../components/Failure";
import { languageName, percent } from "../../../components/formats";
import { named, useLocalisation } from "../../../i18n/context";
import { FigureCell } from "./FigureCell";
import { idOf } from "./ids";

const CUTS = ["week", "month", "language", "channel"] as const;
type Cut = (typeof CUTS)[number];

/** The grader's agreement over time, by language, by channel. */
export function Cuts({ id, since }: { id: string; since: string | undefined }) {
  const { text, locale } = useLocalisation();
  const t = text.quality.agreement;
  const [by, setBy] = useState<Cut>("week");
  const query = useQuery(calibrationQuery(by, since));
  const found = (query.data?.calibrations ?? [])
    .filter((one) => idOf(one) === id)
    .sort((a, b) => (a.key[by] ?? "").localeCompare(b.key[by] ?? ""));
  const nameOf = (value: string | null | undefined): string => {
    if (!value) return "–";
    if (by === "language") return languageName(value, locale);
    return by === "channel" ? named(text.channels, value) : value;
  };
  const overTime = by === "week" || by === "month";
  return (
    <section>
      <div className="cut-head">
        <h3>{t.cutBy}</h3>
        <Segmented<Cut>
          value={by}
          options={CUTS.map((value) => ({ value, label: t.cuts[value] ?? value }))}
          onChange={setBy}
          data-testid="agreement-cut"
        />
      </div>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {overTime && found.length > 1 && (
        <TrendChart
          places={found.map(({ key }) => nameOf(key[by]))}
          series={[{ name: t.agreement, points: found.map(({ quality }) => ({ ...quality.agreement })) }]}
          written={(value) => percent(value, locale)}
          label={t.overTime}
          height={200}
          testId="agreement-trend"
        />
      )}
      <div className="scroll-x">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t.cuts[by]}</th>
              <th scope="col" className="number">
                {t.n}
              </th>
              <th scope="col" className="number">
                {t.agreement}
              </th>
              <th scope="col" className="number">
                {t.kappa}
              </th>
            </tr>
          </thead>
          <tbody>
            {found.map((one) => (
              <tr key={one.key[by] ?? ""} data-testid="cut-row">
                <th scope="row">{nameOf(one.key[by])}</th>
                <td className="number">{one.quality.n}</td>
                <td className="number">
                  <FigureCell figure={one.quality.agreement} />
                </td>
                <td className="number">
                  <FigureCell figure={one.quality.kappa} plain />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
