import { Table, Tag, type TableColumnsType } from "antd";
import { besideOf, type JudgeGiven, type JudgeUse } from "../../api/judges";
import { percent } from "../../components/formats";
import { named, useLocalisation } from "../../i18n/context";

/** Each judge: about which turns it is asked, and what it said. */
export function JudgeTable({ use }: { use: JudgeUse }) {
  const { text, locale } = useLocalisation();
  const t = text.judges;
  const asked = ({ rate, unsure }: JudgeGiven["policy"]): string => {
    if (rate === 0) return t.never;
    const share = rate === 1 ? t.every : t.share(percent(rate, locale));
    const write = (score: number): string => score.toLocaleString(locale);
    return unsure ? `${share}${t.unsure(write(unsure[0]), write(unsure[1]))}` : share;
  };
  const columns: TableColumnsType<JudgeGiven> = [
    { title: t.judge, render: (_, one) => named(text.graders, besideOf(one.judge)) },
    { title: t.asked, render: (_, one) => asked(one.policy) },
    {
      title: t.said,
      render: (_, one) =>
        Object.entries(one.labels).map(([label, n]) => (
          <Tag key={label} color={label === "over_budget" || label === "could_not_grade" ? "warning" : "default"}>
            {named(text.labels, label)} {n.toLocaleString(locale)}
          </Tag>
        )),
    },
  ];
  return (
    <div className="scroll-x" role="region" tabIndex={0} aria-label={text.judges.title}>
      <Table<JudgeGiven>
        rowKey="judge"
        size="small"
        columns={columns}
        dataSource={use.judges}
        pagination={false}
        data-testid="judge-table"
      />
    </div>
  );
}
