import { STRINGS } from "../i18n";
import type { ChatState } from "../state";

/** What to tell the customer above the composer; losing the connection is the status line's business. */
export function noticeText(state: ChatState): string {
  switch (state.notice?.kind) {
    case "slow_down":
      return STRINGS[state.language].slowDown(state.notice.wait_s);
    case "error":
      return state.notice.detail;
    default:
      return "";
  }
}
