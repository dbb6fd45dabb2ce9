import { useLayoutEffect, useRef } from "react";

export interface ReviewKeys {
  /** The number that was typed, from 1. */
  choose(number: number): void;
  confirm(): void;
  skip(): void;
  undo(): void;
  note(): void;
  help(): void;
}

/** Where keys mean something else: fields, lists and links; a label's own button is no such place. */
const ELSEWHERE = "a, input, textarea, select, .ant-select, .ant-modal, button:not([data-label-key])";

/** Reviewing without a mouse; what is typed into fields, or with Ctrl and the like, is left alone. */
export function useReviewKeys(keys: ReviewKeys): void {
  const latest = useRef(keys);
  // Both before it is drawn: a key that is pressed as soon as the next case is there is meant for that one.
  useLayoutEffect(() => {
    latest.current = keys;
  });
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const own = event.target instanceof Element && event.target.closest(ELSEWHERE);
      if (own || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const act = actOf(event.key, latest.current);
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

function actOf(key: string, keys: ReviewKeys): (() => void) | undefined {
  if (/^[1-9]$/.test(key)) return () => keys.choose(Number(key));
  const acts: Record<string, () => void> = {
    Enter: keys.confirm,
    s: keys.skip,
    u: keys.undo,
    r: keys.note,
    "?": keys.help,
  };
  return acts[key] ?? acts[key.toLowerCase()];
}
