import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Table, type TableColumnsType } from "antd";
import { type GradeFilters, gradesQuery, type ListedGrade } from "../../../api/grades";
import { Failure } from "../../../components/Failure";
import { languageName } from "../../../components/formats";
import { RelativeTime } from "../../../components/RelativeTime";
import { named, useLocalisation } from "../../../i18n/context";
import { GradeTag } from "../GradeTag";
import { TurnLink } from "../TurnLink";

const FRESH_MS = 20_000;

/** Grades, the latest turns first; a row opens the conversation at its turn. */
export function GradeTable({ filters }: { filters: GradeFilters }) {
  const { text, locale } = useLocalisation();
  const t = text.quality.grades;
  // New grades come all the time: asked for now and then, while only the first page is read.
  const query = useInfiniteQuery({
    ...gradesQuery(filters),
    refetchInterval: ({ state }) => (state.data && state.data.pages.length > 1 ? false : FRESH_MS),
  });
  const rows = query.data?.pages.flatMap(({ grades }) => grades) ?? [];
  const lookedTo = query.data?.pages.at(-1)?.looked_to;
  const date = (at: string): string => new Date(at).toLocaleDateString(locale, { dateStyle: "medium" });
  const columns: TableColumnsType<ListedGrade> = [
    {
      title: t.question,
      render: (_, row) => (
        <div className="grade-question">
          <TurnLink conversation={row.conversation_id} turn={row.turn_id}>
            {row.asked || t.noWords}
          </TurnLink>
          <span className="muted">
            <RelativeTime at={row.asked_at} /> · {named(text.channels, row.channel)}
            {row.language && ` · ${languageName(row.language, locale)}`}
            {row.replied_by && ` · ${text.conversations[row.replied_by]}`}
          </span>
        </div>
      ),
    },
    { title: t.grade, render: (_, row) => <GradeTag grader={row.grader} label={row.label} score={row.score} /> },
    {
      title: t.score,
      align: "right",
      responsive: ["sm"],
      render: (_, row) => (row.score === null ? "–" : row.score.toLocaleString(locale, { maximumFractionDigits: 2 })),
    },
    {
      title: t.reason,
      responsive: ["lg"],
      render: (_, row) => {
        const reason = row.reason ? text.gradeReason(row.reason, row.grader) : "";
        return (
          <span className="grade-reason" title={reason} dir="auto">
            {reason}
          </span>
        );
      },
    },
  ];
  const empty = query.hasNextPage && lookedTo ? t.noneSince(date(lookedTo)) : Object.keys(filters).length > 1 ? t.none : t.empty;
  return (
    <>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      <Table<ListedGrade>
        rowKey={(row) => [row.turn_id, row.grader, row.version, row.stage].join("/")}
        columns={columns}
        dataSource={rows}
        loading={query.isPending}
        pagination={false}
        locale={{ emptyText: empty }}
        onRow={(row) => ({ "data-testid": "grade-row", "data-grader": row.grader, "data-label": row.label }) as object}
      />
      {query.hasNextPage && (
        <Button className="more" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()} data-testid="grades-more">
          {lookedTo && rows.length === 0 ? t.further(date(lookedTo)) : text.common.more}
        </Button>
      )}
    </>
  );
}
