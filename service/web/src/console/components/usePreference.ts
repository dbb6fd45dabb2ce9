import { useCallback, useState } from "react";

/** A choice remembered on this device; for the visit only where storage is forbidden. */
export function usePreference(name: string, otherwise: string): [string, (value: string) => void] {
  const key = `turnwise-console:${name}`;
  const [value, setValue] = useState(() => read(key) ?? otherwise);
  const choose = useCallback(
    (chosen: string) => {
      setValue(chosen);
      try {
        localStorage.setItem(key, chosen);
      } catch {
        // Forbidden or full: the choice holds until the page is left.
      }
    },
    [key],
  );
  return [value, choose];
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
