import { useEffect } from "react";

/** The browser asks before a page with changes that are not saved is reloaded or closed. */
export function useUnsaved(changed: boolean): void {
  useEffect(() => {
    if (!changed) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [changed]);
}
