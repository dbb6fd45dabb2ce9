type Kind = "localStorage" | "sessionStorage";

/** The browser's storage; null where cookies are blocked, when reading the property alone raises. */
export function usable(kind: Kind): Storage | null {
  try {
    return window[kind];
  } catch {
    return null;
  }
}

export function stored(kind: Kind, key: string): string | null {
  return usable(kind)?.getItem(key) ?? null;
}

/** Keeps a value as long as the browser lets it: a full or forbidden storage costs no more than the memory of it. */
export function store(storage: Storage | null, key: string, value: string): void {
  try {
    storage?.setItem(key, value);
  } catch {
    // Whoever called still has the value for as long as the page is open.
  }
}
