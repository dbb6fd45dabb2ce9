import { useEffect, useState } from "react";
import { useLocalisation } from "../i18n/context";
import { relativeTime } from "./relativeTime";

const REFRESH_MS = 20_000;

/** "3 minutes ago", kept true; the moment itself, in the reader's time zone, on hover. */
export function RelativeTime({ at }: { at: string }) {
  const { locale } = useLocalisation();
  const [now_ms, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  const date = new Date(at);
  return (
    <time dateTime={at} title={date.toLocaleString(locale, { dateStyle: "full", timeStyle: "medium" })}>
      {relativeTime(date, Math.max(now_ms, date.getTime()), locale)}
    </time>
  );
}
