import { useQuery } from "@tanstack/react-query";
import { App } from "antd";
import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { firingQuery } from "../api/alerts";
import { useText } from "../i18n/context";

/** How many alerts are open; a critical one that comes while the page is open is told at once, each only once. */
export function useAlertToasts(): number {
  const text = useText();
  const go = useNavigate();
  const { notification } = App.useApp();
  const firing = useQuery(firingQuery).data?.alerts;
  const known = useRef<Set<string>>(undefined);
  useEffect(() => {
    if (!firing) return;
    const news = known.current ? firing.filter(({ id, severity }) => severity === "critical" && !known.current?.has(id)) : [];
    known.current = new Set([...(known.current ?? []), ...firing.map(({ id }) => id)]);
    for (const { id, title, reason } of news) {
      notification.error({
        key: id,
        title,
        description: reason,
        duration: 30,
        className: "alert-toast",
        onClick: () => {
          notification.destroy(id);
          void go(`/alerts?alert=${encodeURIComponent(id)}`);
        },
      });
    }
  }, [firing, go, notification, text]);
  return firing?.length ?? 0;
}
