import { Tabs } from "antd";
import { useSearchParams } from "react-router";
import { useText } from "../i18n/context";
import { ClosingPolicy } from "./closing/ClosingPolicy";
import { HandoffPolicy } from "./policy/HandoffPolicy";
import { StylePolicy } from "./style/StylePolicy";

/** How the agent behaves: when a person takes over, in which style it speaks, how conversations end. */
export default function Policy() {
  const text = useText();
  const [parameters, setParameters] = useSearchParams();
  return (
    <div className="page policy-page">
      <div className="page-head">
        <h1>{text.policy.title}</h1>
      </div>
      <Tabs
        activeKey={parameters.get("tab") ?? "handoff"}
        onChange={(tab) => setParameters(tab === "handoff" ? {} : { tab })}
        items={[
          { key: "handoff", label: text.policy.handoffTab, children: <HandoffPolicy /> },
          { key: "style", label: <span data-testid="style-tab">{text.style.tab}</span>, children: <StylePolicy /> },
          { key: "closing", label: <span data-testid="closing-tab">{text.closing.tab}</span>, children: <ClosingPolicy /> },
        ]}
      />
    </div>
  );
}
