import { Tabs } from "antd";
import { useSearchParams } from "react-router";
import { useText } from "../i18n/context";
import { CostView } from "./leads/CostView";
import { FunnelView } from "./leads/FunnelView";
import { LeadBoard } from "./leads/LeadBoard";
import { LeadDrawer } from "./leads/LeadDrawer";
import { LeadPolicy } from "./leads/LeadPolicy";
import { LeadTable } from "./leads/LeadTable";
import { SourceTable } from "./leads/SourceTable";

/** Who left contact details, for what and where, how far that went, and when customers are asked for them. */
export default function Leads() {
  const text = useText();
  const [parameters, setParameters] = useSearchParams();
  const show = (tab: string): void =>
    setParameters(
      (before) => {
        const next = new URLSearchParams(before);
        if (tab === "all") next.delete("tab");
        else next.set("tab", tab);
        return next;
      },
      { replace: true },
    );
  const tab = (name: string, label: string) => <span data-testid={`leads-${name}-tab`}>{label}</span>;
  return (
    <div className="page" data-testid="leads">
      <div className="page-head">
        <h1>{text.leads.title}</h1>
      </div>
      <Tabs
        activeKey={parameters.get("tab") ?? "all"}
        onChange={show}
        destroyOnHidden
        items={[
          { key: "all", label: text.leads.list, children: <LeadTable /> },
          { key: "board", label: tab("board", text.leads.board), children: <LeadBoard /> },
          { key: "funnel", label: tab("funnel", text.leads.funnel), children: <FunnelView /> },
          { key: "costs", label: tab("costs", text.leads.costs.title), children: <CostView /> },
          { key: "sources", label: tab("sources", text.leadSources.title), children: <SourceTable /> },
          { key: "policy", label: tab("policy", text.leads.policyTab), children: <LeadPolicy /> },
        ]}
      />
      <LeadDrawer />
    </div>
  );
}
