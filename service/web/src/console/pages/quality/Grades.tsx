import type { GradeFilters } from "../../api/grades";
import { useText } from "../../i18n/context";
import { GradeFilterBar } from "./grades/GradeFilterBar";
import { GradeTable } from "./grades/GradeTable";
import { LabelBars } from "./grades/LabelBars";
import { periodOf, sinceOf } from "./period";
import { PeriodChoice } from "./PeriodChoice";
import { QualityPage } from "./QualityPage";
import { useAddress } from "./useAddress";

const NAMES = ["grader", "label", "least", "most", "rule", "operator", "channel", "language"] as const;

/** What graders have found, narrowed to what is looked for. */
export default function Grades() {
  const t = useText().quality;
  const [read, write] = useAddress();
  const period = periodOf(read("period") ?? null);
  const given = Object.fromEntries(NAMES.map((name) => [name, read(name)]).filter(([, value]) => value)) as GradeFilters;
  const since = sinceOf(period);
  const filters: GradeFilters = { ...given, ...(since && { since }) };
  return (
    <QualityPage
      title={t.grades.title}
      intro={t.grades.intro}
      testId="grades"
      actions={<PeriodChoice value={period} onChange={(value) => write({ period: value })} />}
    >
      <GradeFilterBar filters={filters} onFilters={write} />
      <LabelBars filters={filters} onLabel={(label) => write({ label })} />
      <GradeTable filters={filters} />
    </QualityPage>
  );
}
