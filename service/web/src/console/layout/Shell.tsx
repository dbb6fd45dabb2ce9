import { useQuery } from "@tanstack/react-query";
import { Suspense, useEffect } from "react";
import { Outlet } from "react-router";
import { useLiveUpdates } from "../api/live";
import { waitingQuery } from "../api/queries";
import { Loading } from "../components/Loading";
import { useText } from "../i18n/context";
import { Controls } from "./Controls";
import { Navigation } from "./Navigation";

/** What surrounds every page: navigation with the number of waiting customers, and whether the page is live. */
export function Shell() {
  const text = useText();
  const live = useLiveUpdates();
  const waiting = useQuery(waitingQuery).data?.conversations.length ?? 0;
  useEffect(() => {
    document.title = waiting ? `(${waiting}) Turnwise` : "Turnwise";
  }, [waiting]);
  return (
    <div className="shell">
      <header className="bar">
        <span className="logo">Turnwise</span>
        <Navigation waiting={waiting} />
        <span className={live ? "live" : "live off"} role="status" data-testid="console-live">
          {live ? text.common.live : text.common.polling}
        </span>
        <Controls />
      </header>
      <main>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
