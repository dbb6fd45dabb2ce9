import { useCallback, useState } from "react";
import { store, stored, usable } from "../../shared/browserStorage";

/** A choice remembered on this device; for the visit only where storage is forbidden. */
export function usePreference(name: string, otherwise: string): [string, (value: string) => void] {
  const key = `turnwise-console:${name}`;
  const [value, setValue] = useState(() => stored("localStorage", key) ?? otherwise);
  const choose = useCallback(
    (chosen: string) => {
      setValue(chosen);
      store(usable("localStorage"), key, chosen);
    },
    [key],
  );
  return [value, choose];
}
