import { DownloadOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Dropdown, Select } from "antd";
import { useNavigate } from "react-router";
import { REPORTS, reportAddress, type RunDetail, runsQuery } from "../../api/evaluation";
import { RelativeTime } from "../../components/RelativeTime";
import { useLocalisation } from "../../i18n/context";

/** What ran, when and against what; its files, and another run to put beside it. */
export function RunHead({ detail }: { detail: RunDetail }) {
  const { text, locale } = useLocalisation();
  const t = text.evaluation;
  const { run } = detail;
  const navigate = useNavigate();
  const others = useInfiniteQuery(runsQuery(run.suite)).data?.pages.flatMap((page) => page.runs) ?? [];
  const options = others
    .filter(({ id }) => id !== run.id)
    .map(({ id, finished_at, passed, total }) => ({
      value: id,
      label: `${new Date(finished_at).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" })} · ${t.of(passed, total)}`,
    }));
  // The earlier run is what the later one is measured by.
  const compare = (other: string): void => {
    const [a, b] = [other, run.id].sort();
    void navigate(`/evaluation/comparison?a=${a}&b=${b}`);
  };
  const facts = [
    `${t.target}: ${t.targets[run.target] ?? run.target}`,
    `${t.seed}: ${detail.seed}`,
    ...(detail.repetitions > 1 ? [t.times(detail.repetitions)] : []),
    ...(run.cached ? [t.cached(run.cached)] : []),
  ];
  return (
    <div className="page-head">
      <div>
        <h1>
          <bdi>{run.suite}</bdi>
        </h1>
        <p className="muted">
          <RelativeTime at={run.finished_at} /> · {facts.join(" · ")}
        </p>
      </div>
      <div className="run-actions">
        {options.length > 0 && (
          <Select
            value={null}
            placeholder={t.compareWith}
            aria-label={t.compareWith}
            options={options}
            onChange={compare}
            popupMatchSelectWidth={false}
            data-testid="compare-with"
          />
        )}
        <Dropdown
          menu={{
            items: REPORTS.map((kind) => ({
              key: kind,
              label: (
                <a href={reportAddress(run.id, kind, detail.baseline ?? undefined)} download data-testid={`report-${kind}`}>
                  {t.reports[kind]}
                </a>
              ),
            })),
          }}
        >
          <Button icon={<DownloadOutlined />} data-testid="reports">
            {t.download}
          </Button>
        </Dropdown>
      </div>
    </div>
  );
}
