const FOCUSABLE = "button:not([disabled]), input:not([disabled]), select, textarea:not([disabled]), a[href], summary";

/** Tab and Shift+Tab go round inside the panel; Escape is the way out. */
export function keepFocusInside(panel: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== "Tab") return;
  const stops = [...panel.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((stop) => stop.checkVisibility());
  const root = panel.getRootNode() as ShadowRoot;
  const edge = event.shiftKey ? stops.at(0) : stops.at(-1);
  const target = event.shiftKey ? stops.at(-1) : stops.at(0);
  if (root.activeElement !== edge || !target) return;
  event.preventDefault();
  target.focus();
}
