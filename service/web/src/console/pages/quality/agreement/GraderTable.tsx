import { Table, type TableColumnsType, Tag, Tooltip } from "antd";
import type { Calibration } from "../../../api/reviews";
import { graderNamed, useText } from "../../../i18n/context";
import { FigureCell } from "./FigureCell";
import { strengthOf } from "./figures";
import { idOf } from "./ids";

interface Props {
  calibrations: Calibration[];
  drifts: Record<string, { reason: string }>;
  selected: string | undefined;
  loading: boolean;
  onSelect(id: string): void;
}

/** Each grader in each version against its reviewers; one is looked at closely below. */
export function GraderTable({ calibrations, drifts, selected, loading, onSelect }: Props) {
  const text = useText();
  const t = text.quality.agreement;
  const columns: TableColumnsType<Calibration> = [
    {
      title: t.grader,
      render: (_, one) => (
        <div className="grade-question">
          <button type="button" className="link" onClick={() => onSelect(idOf(one))} data-testid="agreement-open">
            {graderNamed(text, one.grader)}
          </button>
          <span className="muted">
            {t.version(one.version)} · {t.reviews(one.quality.n, one.random)}
          </span>
          {drifts[one.grader] && (
            <Tooltip title={drifts[one.grader]?.reason}>
              <Tag color="warning" data-testid="drifts">
                {t.drifts}
              </Tag>
            </Tooltip>
          )}
        </div>
      ),
    },
    { title: t.agreement, align: "right", render: (_, one) => <FigureCell figure={one.quality.agreement} /> },
    {
      title: (
        <Tooltip title={t.kappaHelp}>
          <span>{t.kappa}</span>
        </Tooltip>
      ),
      align: "right",
      render: (_, one) => <FigureCell figure={one.quality.kappa} plain />,
    },
    {
      title: t.strength,
      responsive: ["md"],
      render: (_, one) => {
        const strength = strengthOf(one.quality.kappa.value);
        return strength ? t.strengths[strength] : "–";
      },
    },
    { title: t.amongReviewers, align: "right", responsive: ["md"], render: (_, one) => <FigureCell figure={one.reviewers.kappa} plain /> },
  ];
  return (
    <Table<Calibration>
      rowKey={idOf}
      columns={columns}
      dataSource={calibrations}
      loading={loading}
      pagination={false}
      locale={{ emptyText: t.empty }}
      rowClassName={(one) => (idOf(one) === selected ? "chosen-row" : "")}
      onRow={(one) => ({ "data-testid": "agreement-row", "data-grader": one.grader }) as object}
    />
  );
}
