import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Empty, Segmented } from "antd";
import { useSearchParams } from "react-router";
import { alertsQuery, type AlertState } from "../api/alerts";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { useText } from "../i18n/context";
import { AlertDrawer } from "./alerts/AlertDrawer";
import { AlertItem } from "./alerts/AlertItem";

const STATES = ["firing", "acknowledged", "cleared", "all"] as const;

/** What is open, and all that ever was; the chosen alert stands in the address. */
export default function Alerts() {
  const text = useText();
  const [search, setSearch] = useSearchParams();
  const state = STATES.find((one) => one === search.get("state")) ?? "firing";
  const wanted: AlertState | undefined = state === "all" ? undefined : state;
  const list = useInfiniteQuery(alertsQuery(wanted));
  const found = list.data?.pages.flatMap((page) => page.alerts) ?? [];
  const chosen = search.get("alert");
  const go = (next: { state?: string; alert?: string }): void => {
    const { state: to = state, alert } = next;
    setSearch({ ...(to !== "firing" && { state: to }), ...(alert && { alert }) });
  };
  return (
    <div className="page" data-testid="alerts">
      <div className="page-head">
        <h1>{text.alerts.title}</h1>
        <Segmented<string>
          value={state}
          options={STATES.map((value) => ({ value, label: value === "all" ? text.alerts.all : text.alerts.states[value] }))}
          onChange={(next) => go({ state: next })}
          data-testid="alert-state"
        />
      </div>
      {list.error && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && !found.length && <Empty description={state === "firing" ? text.alerts.allQuiet : text.alerts.none} />}
      <ul className="alert-list">
        {found.map((alert) => (
          <AlertItem key={alert.id} alert={alert} onLook={() => go({ alert: alert.id })} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text.common.more}
        </Button>
      )}
      {chosen && <AlertDrawer id={chosen} onClose={() => go({})} />}
    </div>
  );
}
