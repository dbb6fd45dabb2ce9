/** A line of a tooltip: a name, its value, and what is said less loudly behind it. */
export interface TooltipLine {
  name: string;
  value: string;
  aside?: string;
  colour?: string;
}

/** A tooltip of text nodes: nothing in it is read as markup. */
export function tooltipOf(title: string, lines: readonly TooltipLine[]): HTMLElement {
  const box = document.createElement("div");
  box.className = "chart-tooltip";
  box.append(part("strong", title));
  for (const { name, value, aside, colour } of lines) {
    const line = part("div", "");
    const mark = part("i", "");
    mark.style.background = colour ?? "transparent";
    line.append(mark, part("span", name), part("b", value));
    if (aside) line.append(part("small", aside));
    box.append(line);
  }
  return box;
}

function part(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
