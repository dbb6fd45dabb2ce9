import { DownloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { kpisAddress, kpisQuery } from "../../api/queries";
import type { Rate } from "../../api/types";
import { Failure } from "../../components/Failure";
import { languageName, percent } from "../../components/formats";
import { named, useLocalisation } from "../../i18n/context";

/** The three rates side by side for each channel or language. */
export function CutTable({ since }: { since: string | undefined }) {
  const { text, locale } = useLocalisation();
  const [by, setBy] = useState("channel");
  const report = useQuery(kpisQuery(since, by));
  const groups = report.data?.groups ?? [];
  const options = Object.keys(text.overview.cut).map((value) => ({ value, label: named(text.overview.cut, value) }));
  return (
    <section className="cut">
      <div className="page-head">
        <h2>{text.overview.cutBy}</h2>
        <Segmented<string> options={options} value={by} onChange={setBy} />
        <Button icon={<DownloadOutlined />} href={kpisAddress(since, by)} download data-testid="kpi-export">
          {text.overview.export}
        </Button>
      </div>
      {report.error && <Failure error={report.error} />}
      <div className="scroll-x">
        <table>
          <thead>
            <tr>
              <th scope="col">{named(text.overview.cut, by)}</th>
              <th scope="col">{text.overview.volume}</th>
              <th scope="col">
                {text.overview.resolution} ({text.overview.assumed})
              </th>
              <th scope="col">{text.overview.transfer}</th>
              <th scope="col">{text.overview.leadCapture}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map(({ key, kpis }) => (
              <tr key={JSON.stringify(key)}>
                <th scope="row">{cutName(key[by], by, locale, text.channels)}</th>
                <td>{kpis.opened}</td>
                <Cell rate={kpis.resolution.assumed} />
                <Cell rate={kpis.transfer} />
                <Cell rate={kpis.lead_capture} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function cutName(value: string | null | undefined, by: string, locale: string, channels: Record<string, string>): string {
  if (!value) return "–";
  return by === "language" ? languageName(value, locale) : named(channels, value);
}

function Cell({ rate }: { rate: Rate }) {
  const { text, locale } = useLocalisation();
  if (rate.value === null) return <td>–</td>;
  const interval = text.overview.interval(percent(rate.low ?? 0, locale), percent(rate.high ?? 0, locale));
  return (
    <td title={interval}>
      {percent(rate.value, locale)} <span className="muted">{text.overview.of(rate.successes, rate.n)}</span>
    </td>
  );
}
