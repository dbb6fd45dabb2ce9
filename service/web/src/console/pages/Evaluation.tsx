import { Tabs } from "antd";
import { useSearchParams } from "react-router";
import { useText } from "../i18n/context";
import { JobList } from "./evaluation/JobList";
import { RunTable } from "./evaluation/RunTable";
import { SuiteList } from "./evaluation/SuiteList";

/** What the agent is tried on before it is let out: suites, what is under way, and what was found. */
export default function Evaluation() {
  const text = useText();
  const [parameters, setParameters] = useSearchParams();
  return (
    <div className="page" data-testid="evaluation">
      <div className="page-head">
        <div>
          <h1>{text.evaluation.title}</h1>
          <p className="muted">{text.evaluation.intro}</p>
        </div>
      </div>
      <JobList />
      <Tabs
        activeKey={parameters.get("tab") ?? "suites"}
        onChange={(tab) => setParameters(tab === "suites" ? {} : { tab }, { replace: true })}
        items={[
          { key: "suites", label: text.evaluation.suites, children: <SuiteList /> },
          { key: "runs", label: <span data-testid="tab-runs">{text.evaluation.runs}</span>, children: <RunTable /> },
        ]}
      />
    </div>
  );
}
