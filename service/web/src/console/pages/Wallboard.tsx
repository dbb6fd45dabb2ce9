import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { firingQuery } from "../api/alerts";
import { ApiError } from "../api/http";
import { useLiveUpdates } from "../api/live";
import { recentQuery, stateQuery, todayQuery } from "../api/wallboard";
import { useLocalisation } from "../i18n/context";
import { WallAlerts } from "./wallboard/WallAlerts";
import { WallBar } from "./wallboard/WallBar";
import { WallNow } from "./wallboard/WallNow";
import { WallToday } from "./wallboard/WallToday";
import { useAwake } from "./wallboard/useAwake";
import { useNow } from "./wallboard/useNow";

const STALE_MS = 90_000;

/** For a screen on the wall: big, dark, live; it stays where it is when the log-in runs out, and says so. */
export default function Wallboard() {
  const { text, locale } = useLocalisation();
  const live = useLiveUpdates(false);
  const now = useNow(1000);
  // Asked anew each minute, or each query would be another one.
  const minute = Math.floor(now.getTime() / 60_000) * 60_000;
  const [opened] = useState(() => Date.now());
  useAwake();
  const waiting = useQuery(stateQuery("waiting"));
  const held = useQuery(stateQuery("human"));
  const today = useQuery(todayQuery(new Date(minute)));
  const recent = useQuery(recentQuery(new Date(minute)));
  const firing = useQuery({ ...firingQuery, refetchInterval: 30_000 });
  const all = [waiting, held, today, recent, firing];
  const loggedOut = all.some(({ error }) => error instanceof ApiError && error.status === 401);
  const newest = Math.max(opened, ...all.map(({ dataUpdatedAt }) => dataUpdatedAt));
  const time = new Date(newest).toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" });
  const stale = now.getTime() - newest > STALE_MS;
  return (
    <div className="wall palette" data-theme="dark" data-testid="wallboard" data-stale={stale || loggedOut}>
      <WallBar now={now} live={live} />
      {loggedOut && (
        <p className="wall-note" role="alert">
          {text.wallboard.loggedOut(time)} <a href="/console/">{text.wallboard.logIn}</a>
        </p>
      )}
      {stale && !loggedOut && (
        <p className="wall-note" role="alert">
          {text.wallboard.stale(time)}
        </p>
      )}
      <WallNow now={now} waiting={waiting.data} held={held.data} recent={recent.data?.groups[0]?.kpis} />
      <WallToday report={today.data} />
      {firing.data && <WallAlerts alerts={firing.data.alerts} />}
    </div>
  );
}
