import { useQuery } from "@tanstack/react-query";
import { Suspense, useEffect } from "react";
import { Outlet } from "react-router";
import { mentionsQuery } from "../api/desk";
import { useLiveUpdates } from "../api/live";
import { waitingQuery } from "../api/queries";
import { Loading } from "../components/Loading";
import { useText } from "../i18n/context";
import { AccountMenu } from "./AccountMenu";
import { Navigation } from "./Navigation";
import { PresenceSwitch } from "./PresenceSwitch";
import { useAlertToasts } from "./useAlertToasts";
import { useAssigned } from "./useAssigned";
import { useMay } from "./useMay";

/** What surrounds every page: the rail with the number of customers who wait for anybody, or for the reader, and whether the page is live. */
export function Shell() {
  const text = useText();
  const live = useLiveUpdates();
  const alerts = useAlertToasts();
  const answers = useMay()("answer");
  useAssigned();
  const given = (useQuery(mentionsQuery).data?.mentions ?? []).filter(({ entry, seen }) => entry.kind === "assigned" && !seen).length;
  const waiting = (useQuery(waitingQuery).data?.conversations.length ?? 0) + given;
  useEffect(() => {
    document.title = waiting ? `(${waiting}) Turnwise` : "Turnwise";
  }, [waiting]);
  const told = live ? text.common.live : text.common.polling;
  return (
    <div className="shell">
      <header className="rail">
        <span className="logo">
          T<span className="logo-rest">urnwise</span>
        </span>
        <Navigation waiting={waiting} alerts={alerts} />
        <div className="rail-end">
          <span className={live ? "live" : "live off"} role="status" title={told} data-testid="console-live">
            {told}
          </span>
          {answers && <PresenceSwitch />}
          <AccountMenu />
        </div>
      </header>
      <main>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
