import { Progress } from "antd";
import type { JudgeUse } from "../../api/judges";
import { money } from "../../components/formats";
import { useLocalisation } from "../../i18n/context";

/** What judges have used of the day's tokens, and of the days before. */
export function JudgeBudget({ use }: { use: JudgeUse }) {
  const { text, locale } = useLocalisation();
  const t = text.judges;
  const used = use.days.find((one) => one.day === use.today)?.tokens ?? 0;
  const share = use.budget_tokens ? used / use.budget_tokens : 0;
  const count = (value: number): string => value.toLocaleString(locale);
  return (
    <article className="judge-budget" data-testid="judge-budget" data-used={used}>
      <h2>{t.today}</h2>
      <p className="figure">{count(used)}</p>
      <p className="muted">{use.budget_tokens ? t.ofBudget(count(use.budget_tokens)) : t.noBudget}</p>
      {use.budget_tokens > 0 && (
        <Progress
          percent={Math.min(100, Math.round(share * 100))}
          status={share >= 1 ? "exception" : "normal"}
          aria-label={t.today}
        />
      )}
      {share >= 1 && <p className="bad">{t.spent}</p>}
      <dl>
        {use.days.map((one) => (
          <div key={one.day}>
            <dt>{one.day}</dt>
            <dd>
              {t.day(count(one.tokens), count(one.calls))}
              {" · "}
              {one.cost === null ? t.costUnknown : money(one.cost, use.currency, locale)}
            </dd>
          </div>
        ))}
      </dl>
      {use.days.length === 0 && <p className="muted">{t.neverAsked}</p>}
    </article>
  );
}
