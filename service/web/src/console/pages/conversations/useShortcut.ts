import { useEffect, useRef } from "react";

/** Whether keys go into text, or to a dialog or menu that is open above the page. */
function busy(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  const field = target?.closest("input, textarea, select, [contenteditable=true], [role=dialog], [role=listbox], .ant-popover");
  return event.ctrlKey || event.metaKey || event.altKey || event.isComposing || Boolean(field);
}

/** Does something at a key, never while something is being typed. */
export function useShortcut(key: string, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== key || busy(event)) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [key]);
}
