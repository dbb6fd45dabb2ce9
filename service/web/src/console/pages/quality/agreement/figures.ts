import type { Figure } from "../../../api/reviews";
import { percent } from "../../../components/formats";

/** A share as reviewers read it; a dash where nothing can be said yet. */
export const shareOf = (figure: Figure, locale: string): string =>
  figure.value === null ? "–" : percent(figure.value, locale);

/** Kappa, or whatever else is no share. */
export const plainOf = (figure: Figure, locale: string): string =>
  figure.value === null ? "–" : figure.value.toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** "62 % – 91 %", empty where nothing tells how sure it is. */
export function intervalOf(
  figure: Pick<Figure, "low" | "high">,
  write: (value: number) => string,
): string {
  return figure.low === null || figure.high === null ? "" : `${write(figure.low)} – ${write(figure.high)}`;
}

/** Landis and Koch's words for a kappa, by their code. */
export function strengthOf(kappa: number | null): "none" | "slight" | "fair" | "moderate" | "substantial" | "perfect" | null {
  if (kappa === null) return null;
  if (kappa <= 0) return "none";
  if (kappa <= 0.2) return "slight";
  if (kappa <= 0.4) return "fair";
  if (kappa <= 0.6) return "moderate";
  return kappa <= 0.8 ? "substantial" : "perfect";
}
