import type { Language } from "../shared/contract";
import type { Look } from "../widget/look";

/** What the console tells the preview: the settings as they are being edited, and which side of the widget to show. */
export interface Draft {
  look: Look;
  language: Language;
  greeting: string;
  questions: string[];
  scene: "chat" | "closed";
}
