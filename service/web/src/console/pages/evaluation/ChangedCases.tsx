import { useQuery } from "@tanstack/react-query";
import { Collapse } from "antd";
import { type CaseChange, caseQuery } from "../../api/evaluation";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { percent } from "../../components/formats";
import { graderNamed, useLocalisation, useText } from "../../i18n/context";
import { CaseView } from "./CaseView";

type Change = Pick<CaseChange, "id"> & Partial<CaseChange>;

interface Props {
  kind: string;
  title: string;
  changes: readonly Change[];
  a: string;
  b: string;
}

/** Cases that went another way; a click shows both conversations. */
export function ChangedCases({ kind, title, changes, a, b }: Props) {
  return (
    <section className="cases" data-testid={`changed-${kind}`}>
      <h2>{title}</h2>
      <Collapse
        items={changes.map((change) => ({
          key: change.id,
          label: <ChangeLabel change={change} />,
          children: (
            <div className="side-by-side" data-testid="side-by-side">
              <Side run={a} wanted={change.id} side="before" />
              <Side run={b} wanted={change.id} side="after" />
            </div>
          ),
        }))}
      />
    </section>
  );
}

function ChangeLabel({ change }: { change: Change }) {
  const { text, locale } = useLocalisation();
  const t = text.evaluation;
  const two = { maximumFractionDigits: 2 };
  const moved = Object.entries(change.graders ?? {}).map(
    ([grader, [then, now]]) =>
      `${graderNamed(text, grader)} ${then.toLocaleString(locale, two)} → ${now.toLocaleString(locale, two)}`,
  );
  const [then, now] = change.passed ?? [0, 0];
  const passed = then === now ? [] : [`${t.passRate} ${percent(then, locale)} → ${percent(now, locale)}`];
  return (
    <span className="case-label" data-testid="changed-case" data-case={change.id}>
      <strong>
        <bdi>{change.id}</bdi>
      </strong>
      <span className="muted">{[...passed, ...moved].join(" · ")}</span>
    </span>
  );
}

function Side({ run, wanted, side }: { run: string; wanted: string; side: "before" | "after" }) {
  const text = useText();
  const query = useQuery(caseQuery(run, wanted));
  return (
    <div>
      <h3>{text.evaluation[side]}</h3>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {query.data && !query.data.cases.length && <p className="muted">–</p>}
      {query.data?.cases.map((played) => (
        <CaseView key={played.repetition} played={played} />
      ))}
    </div>
  );
}
