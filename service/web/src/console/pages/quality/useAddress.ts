import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** What is chosen on a page stands in its address: it can be sent to others, and survives going back. */
export function useAddress(): [(name: string) => string | undefined, (change: Record<string, string | undefined>) => void] {
  const [parameters, setParameters] = useSearchParams();
  const read = useCallback((name: string) => parameters.get(name) ?? undefined, [parameters]);
  const write = useCallback(
    (change: Record<string, string | undefined>) =>
      setParameters(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(change)) {
            if (value) next.set(name, value);
            else next.delete(name);
          }
          return next;
        },
        { replace: true },
      ),
    [setParameters],
  );
  return [read, write];
}
