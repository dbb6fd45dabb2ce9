import type { Allowance } from "../../api/types";
import { useLocalisation } from "../../i18n/context";
import { clockTime } from "../../components/clockTime";
import { partsOf } from "./parts";

/** What the platform still takes from us, beside what is being written: "3 of 5 messages, until 14:20". */
export function AllowanceLine({ allowance, draft }: { allowance: Allowance; draft: string }) {
  const { text, locale } = useLocalisation();
  const { left, max_replies, over, text_limit } = allowance;
  const until = allowance.until && clockTime(new Date(allowance.until), new Date(), locale);
  const needed = text_limit ? partsOf(draft, text_limit) : 1;
  const told = (): string => {
    if (left === 0) return text.delivery.usedUp(max_replies ?? 0);
    if (over) return until ? text.delivery.over(until) : text.delivery.notYet;
    if (left !== null && needed > left) return text.delivery.tooLong(needed, left);
    const time = until ?? "";
    return left === null ? text.delivery.until(time) : text.delivery.left(left, max_replies ?? left, time);
  };
  const bad = over || (left !== null && needed > left);
  return (
    <p className={`allowance${bad ? " bad" : " muted"}`} data-testid="allowance" role={bad ? "alert" : undefined}>
      {told()}
    </p>
  );
}
