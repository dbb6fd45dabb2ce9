import { useMemo } from "react";
import { useShade } from "../../layout/themeContext";

/** The theme's colours, for a canvas: it knows no CSS variables. */
export interface Colours {
  ink: string;
  muted: string;
  line: string;
  panel: string;
  accent: string;
  good: string;
  fair: string;
  bad: string;
  /** For one series after the other; told apart also by those who see few colours. */
  series: readonly string[];
}

const SERIES = {
  light: ["#3446b8", "#b8620a", "#0e7c7b", "#a6266e", "#5d6b1f", "#6b3fa0"],
  dark: ["#9aa8ff", "#f0a860", "#5fd0c5", "#f08ac0", "#c3d060", "#c39cf0"],
} as const;

export function useColours(): Colours {
  const { shade } = useShade();
  return useMemo(() => coloursOf(shade), [shade]);
}

function coloursOf(shade: "dark" | "light"): Colours {
  // The theme is set on the page after the first drawing, so it is named here.
  const probe = document.createElement("div");
  probe.dataset["theme"] = shade;
  probe.className = "palette";
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const named = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const found = {
    ink: named("ink"),
    muted: named("muted"),
    line: named("line"),
    panel: named("panel"),
    accent: named("accent"),
    good: named("good"),
    fair: named("fair"),
    bad: named("bad"),
    series: SERIES[shade],
  };
  probe.remove();
  return found;
}
