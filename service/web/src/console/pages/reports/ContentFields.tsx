import { Input, Select, Space, Tag } from "antd";
import { type Content, PERIODS, type ReportPeriod } from "../../api/reports";
import { named, useLocalisation } from "../../i18n/context";
import { CUTS, spanOf } from "../dashboard/asked";
import { cutValue, rateName } from "../dashboard/naming";
import { REPORTABLE } from "./draft";

interface Props {
  content: Content;
  onContent(content: Content): void;
}

const MOST_CUTS = 3;

/** Which rates, cut by what, of which period and conversations. */
export function ContentFields({ content, onContent }: Props) {
  const localisation = useLocalisation();
  const { text } = localisation;
  const words = text.reports;
  const put = (part: Partial<Content>): void => onContent({ ...content, ...part });
  const between = typeof content.period === "object" ? content.period : undefined;
  const zones = ["UTC", ...Intl.supportedValuesOf("timeZone")];
  return (
    <>
      <label>
        <span>{words.rates}</span>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          value={content.rates}
          options={REPORTABLE.map((value) => ({ value, label: rateName(value, localisation) }))}
          onChange={(rates) => put({ rates })}
          data-testid="report-rates"
        />
      </label>
      <label>
        <span>{words.by}</span>
        <Select mode="multiple" maxCount={MOST_CUTS} value={content.by} options={["day", ...CUTS].map((value) => ({ value, label: named(text.rates.cut, value) }))} onChange={(by) => put({ by })} data-testid="report-by" />
      </label>
      {Object.keys(content.only).length > 0 && (
        <div>
          <span>{words.only}</span>{" "}
          {Object.entries(content.only).map(([cut, value]) => (
            <Tag
              key={cut}
              closable
              onClose={() => {
                const { [cut]: _gone, ...only } = content.only;
                put({ only });
              }}
            >
              {named(text.rates.cut, cut)}: <bdi>{cutValue(cut, value, localisation)}</bdi>
            </Tag>
          ))}
        </div>
      )}
      <label>
        <span>{words.period}</span>
        <Select<string>
          value={between ? "between" : (content.period as string)}
          options={[...PERIODS, "between"].map((value) => ({ value, label: named(words.periods, value) }))}
          onChange={(value) => put({ period: value === "between" ? lastMonth() : (value as ReportPeriod) })}
          data-testid="report-period"
        />
      </label>
      {between && (
        <Space.Compact>
          <Input type="date" aria-label={text.dashboard.from} value={dayOf(between.since, 0)} onChange={({ target }) => target.value && put({ period: days(target.value, dayOf(between.until, 1)) })} />
          <Input type="date" aria-label={text.dashboard.to} value={dayOf(between.until, 1)} onChange={({ target }) => target.value && put({ period: days(dayOf(between.since, 0), target.value) })} />
        </Space.Compact>
      )}
      {!between && (
        <label>
          <span>{words.zone}</span>
          <Select showSearch value={content.zone} options={zones.map((value) => ({ value }))} onChange={(zone) => put({ zone })} />
        </label>
      )}
    </>
  );
}

function days(from: string, to: string): ReportPeriod {
  const { since, until } = from <= to ? spanOf({ from, to }) : spanOf({ from: to, to: from });
  return { since: since ?? from, until: until ?? to };
}

/** The day of a midnight in the reader's time zone, or the one before it. */
function dayOf(at: string, before: number): string {
  const date = new Date(at);
  date.setDate(date.getDate() - before);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

function lastMonth(): ReportPeriod {
  const now = new Date();
  return {
    since: new Date(now.getFullYear(), now.getMonth() - 1, 1).toISOString(),
    until: new Date(now.getFullYear(), now.getMonth(), 1).toISOString(),
  };
}
