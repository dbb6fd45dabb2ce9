import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Select, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { type ListedRun, runsQuery, suitesQuery } from "../../api/evaluation";
import { Failure } from "../../components/Failure";
import { RelativeTime } from "../../components/RelativeTime";
import { useText } from "../../i18n/context";
import { RunResult } from "./RunResult";

/** Every run, the newest first; two of one suite can be put side by side. */
export function RunTable() {
  const text = useText();
  const t = text.evaluation;
  const navigate = useNavigate();
  const [suite, setSuite] = useState<string | undefined>();
  const [selected, setSelected] = useState<string[]>([]);
  const suites = useQuery(suitesQuery).data?.suites ?? [];
  const query = useInfiniteQuery(runsQuery(suite));
  const runs = query.data?.pages.flatMap((page) => page.runs) ?? [];
  const picked = runs.filter(({ id }) => selected.includes(id));
  const [after, before] = picked;
  const comparable = picked.length === 2 && after?.suite === before?.suite;
  const columns: TableColumnsType<ListedRun> = [
    {
      title: t.suite,
      render: (_, run) => (
        <div className="run-name">
          <Link to={`/evaluation/runs/${run.id}`} data-testid="run-link">
            <bdi>{run.suite}</bdi>
          </Link>
          <span className="muted">
            <RelativeTime at={run.finished_at} />
            <span className="run-target"> · {t.targets[run.target] ?? run.target}</span>
          </span>
        </div>
      ),
    },
    { title: t.passRate, width: 200, render: (_, run) => <RunResult run={run} /> },
  ];
  return (
    <>
      <div className="start-bar">
        <Select
          allowClear
          showSearch
          value={suite ?? null}
          placeholder={t.allSuites}
          aria-label={t.suite}
          options={suites.map(({ name }) => ({ value: name, label: name }))}
          onChange={(name: string | null) => setSuite(name ?? undefined)}
          className="run-suite"
        />
        <Button
          disabled={!comparable}
          title={comparable ? undefined : t.compareHelp}
          onClick={() => void navigate(`/evaluation/comparison?a=${before?.id}&b=${after?.id}`)}
          data-testid="compare-runs"
        >
          {t.compare}
        </Button>
      </div>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      <Table<ListedRun>
        rowKey="id"
        columns={columns}
        dataSource={runs}
        loading={query.isPending}
        pagination={false}
        rowSelection={{
          selectedRowKeys: selected,
          hideSelectAll: true,
          onChange: (keys) => setSelected(keys.slice(-2).map(String)),
        }}
        locale={{ emptyText: t.noRuns }}
        onRow={(run) => ({ "data-testid": "run", "data-run": run.id }) as object}
      />
      {query.hasNextPage && (
        <Button className="more" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {text.common.more}
        </Button>
      )}
    </>
  );
}
