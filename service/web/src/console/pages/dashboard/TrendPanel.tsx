import { PictureOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useRef } from "react";
import { seriesQuery } from "../../api/rates";
import type { Series } from "../../api/types";
import { saveFile } from "../../components/chart/saving";
import { TrendChart } from "../../components/chart/TrendChart";
import type { ChartHandle } from "../../components/chart/types";
import { useLocalisation } from "../../i18n/context";
import { listedAs, metricAt } from "./catalogue";
import { written } from "./figures";
import { rateName } from "./naming";
import { placeName } from "./steps";
import type { Dashboard } from "./useAsked";

interface Props {
  dashboard: Dashboard;
  series: Series;
  currency: string;
}

/** The chosen number over the period, beside the same of the period that it is compared with; points open. */
export function TrendPanel({ dashboard, series, currency }: Props) {
  const localisation = useLocalisation();
  const { text, locale } = localisation;
  const chart = useRef<ChartHandle>(null);
  const { asked, query } = dashboard;
  const { unit } = metricAt(asked.show);
  const name = rateName(asked.show, localisation);
  const earlierSpan = { since: query.compare_since, until: query.compare_until, ...(query.only && { only: query.only }) };
  const earlier = useQuery({ ...seriesQuery(earlierSpan, [asked.show], series.step), enabled: query.compare_since !== undefined }).data;
  const pointsOf = ({ points }: Series) => points.map(({ numbers }) => numbers[asked.show] ?? { value: null });
  const before = query.compare_since && earlier ? [{ name: text.dashboard.earlier, points: pointsOf(earlier).slice(0, series.points.length), dashed: true }] : [];
  const open = (place: number): void => {
    const point = series.points[Math.min(place, series.points.length - 1)];
    if (point && listedAs(asked.show)) dashboard.look(asked.show, { since: point.at, until: point.until });
  };
  return (
    <section className="panel" data-testid="trend" data-show={asked.show}>
      <div className="panel-head">
        <h2>{text.dashboard.trend(name)}</h2>
        <span className="muted">
          {text.dashboard.steps[series.step]}
          {listedAs(asked.show) && ` · ${text.dashboard.openPoint}`}
        </span>
        <Button size="small" icon={<PictureOutlined />} onClick={() => saveFile(chart.current?.png() ?? "", `${asked.show}.png`)} data-testid="trend-png">
          {text.dashboard.png}
        </Button>
      </div>
      <TrendChart
        ref={chart}
        testId="trend-chart"
        label={text.dashboard.trend(name)}
        height={230}
        places={series.points.map(({ at }) => placeName(at, series.step, locale))}
        series={[{ name: before.length ? text.dashboard.now : name, points: pointsOf(series) }, ...before]}
        written={(value) => written(value, unit, locale, currency)}
        most={unit === "share" ? 1 : undefined}
        onPlace={open}
      />
    </section>
  );
}
