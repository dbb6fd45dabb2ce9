import { Tabs } from "antd";
import { useSearchParams } from "react-router";
import { useText } from "../i18n/context";
import { LeadPolicy } from "./leads/LeadPolicy";
import { LeadTable } from "./leads/LeadTable";

/** Who left contact details, for what and where, and when customers are asked for them. */
export default function Leads() {
  const text = useText();
  const [parameters, setParameters] = useSearchParams();
  return (
    <div className="page" data-testid="leads">
      <div className="page-head">
        <h1>{text.leads.title}</h1>
      </div>
      <Tabs
        activeKey={parameters.get("tab") ?? "all"}
        onChange={(tab) => setParameters(tab === "all" ? {} : { tab }, { replace: true })}
        items={[
          { key: "all", label: text.leads.title, children: <LeadTable /> },
          { key: "policy", label: <span data-testid="leads-policy-tab">{text.leads.policyTab}</span>, children: <LeadPolicy /> },
        ]}
      />
    </div>
  );
}
