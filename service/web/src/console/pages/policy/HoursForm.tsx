import { Input, Select, Switch } from "antd";
import { useState } from "react";
import { WEEKDAYS, type Hours } from "../../api/policy";
import { named, useText } from "../../i18n/context";
import { useEditing } from "./context";
import type { SetValue } from "./DocumentEditor";
import { Field } from "./Field";
import { spansOf } from "./draft";

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The hours of the hand-off policy: when operators are there, where it is told at all. */
export function HoursForm() {
  const text = useText();
  const { draft, set } = useEditing();
  const { hours } = draft;
  return (
    <>
      <Field path="hours.enabled" label={text.policy.hoursEnabled} help={text.policy.hoursEnabledHelp}>
        <Switch checked={hours.enabled} onChange={(value) => set("hours.enabled", value)} data-testid="policy-hours" />
      </Field>
      {hours.enabled && <WeekFields hours={hours} set={set} />}
    </>
  );
}

/** By weekday, without holidays, with days that are worked all the same. */
export function WeekFields({ hours, set }: { hours: Hours; set: SetValue }) {
  const text = useText();
  const zones = Intl.supportedValuesOf("timeZone").concat("UTC");
  return (
    <>
      <Field path="hours.time_zone" label={text.policy.timeZone}>
        <Select<string>
          showSearch
          value={hours.time_zone}
          options={zones.map((value) => ({ value, label: value }))}
          onChange={(value) => set("hours.time_zone", value)}
        />
      </Field>
      <div className="policy-week">
        {WEEKDAYS.map((day) => (
          <Field key={day} path={`hours.weekdays.${day}`} label={named(text.policy.weekdays, day)}>
            <Spans
              spans={hours.weekdays[day] ?? []}
              onSpans={(spans) => set(`hours.weekdays.${day}`, spans)}
              placeholder={text.policy.closed}
              testId={`policy-${day}`}
            />
          </Field>
        ))}
      </div>
      <p className="muted">{text.policy.spansHelp}</p>
      <Field path="hours.holidays" label={text.policy.holidays} help={text.policy.datesHelp}>
        <Select<string[]>
          mode="tags"
          value={hours.holidays}
          onChange={(value) => set("hours.holidays", value)}
          open={false}
          suffixIcon={null}
          tokenSeparators={[",", "，", " "]}
          data-testid="policy-holidays"
        />
      </Field>
      <Field path="hours.working_days" label={text.policy.workingDays} help={text.policy.workingDaysHelp}>
        <Select<string[]>
          mode="tags"
          value={hours.working_days.map((day) => `${day.date} ${day.hours.join(", ")}`.trim())}
          onChange={(value) => set("hours.working_days", value.map(workingDay))}
          open={false}
          suffixIcon={null}
        />
      </Field>
    </>
  );
}

/** "2026-10-10 10:00-16:00"; what is no date is left for the server to refuse. */
function workingDay(text: string): { date: string; hours: string[] } {
  const [first = "", ...rest] = text.trim().split(/\s+/);
  return DATE.test(first) ? { date: first, hours: spansOf(rest.join(" ")) } : { date: text, hours: [] };
}

/** Keeps what is typed as it is typed, and hands it on as spans. */
function Spans(props: { spans: string[]; onSpans(spans: string[]): void; placeholder: string; testId: string }) {
  const [typed, setTyped] = useState(props.spans.join(", "));
  return (
    <Input
      value={typed}
      placeholder={props.placeholder}
      onChange={(event) => {
        setTyped(event.target.value);
        props.onSpans(spansOf(event.target.value));
      }}
      data-testid={props.testId}
    />
  );
}
