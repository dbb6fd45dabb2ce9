import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { type Suite, suitesQuery } from "../../api/evaluation";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { useText } from "../../i18n/context";
import { useMay } from "../../layout/useMay";
import { StartChoice } from "./StartChoice";
import { SuiteRow } from "./SuiteRow";
import { useStart } from "./useStart";
import { USUAL, wantedOf } from "./wanted";

/** Every suite with its size and its latest result; one click runs one, or all that are selected. */
export function SuiteList() {
  const text = useText();
  const t = text.evaluation;
  const query = useQuery(suitesQuery);
  const mayStart = useMay()("evaluate");
  const start = useStart();
  const [choice, setChoice] = useState(USUAL);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  if (!query.data)
    return query.error ? <Failure error={query.error} onRetry={() => void query.refetch()} /> : <Loading />;
  const { suites, targets } = query.data;
  const run = (wanted: readonly Suite[]): void => {
    for (const one of wantedOf(wanted, choice)) start.mutate(one);
    setSelected(new Set());
  };
  const toggle = (id: string, on: boolean): void =>
    setSelected((before) => {
      const after = new Set(before);
      if (on) after.add(id);
      else after.delete(id);
      return after;
    });
  const picked = suites.filter(({ id }) => selected.has(id));
  return (
    <>
      {mayStart ? (
        <div className="start-bar">
          <StartChoice choice={choice} targets={targets} onChange={setChoice} />
          <Button
            type="primary"
            disabled={!picked.length}
            loading={start.isPending}
            onClick={() => run(picked)}
            data-testid="run-selected"
          >
            {t.runSelected(picked.length)}
          </Button>
        </div>
      ) : (
        <p className="muted start-bar">{t.noRight}</p>
      )}
      <ul className="suites">
        {suites.map((suite) => (
          <SuiteRow
            key={suite.id}
            suite={suite}
            selected={selected.has(suite.id)}
            onSelect={mayStart && !suite.problem ? (on) => toggle(suite.id, on) : undefined}
            onRun={() => run([suite])}
          />
        ))}
      </ul>
    </>
  );
}
