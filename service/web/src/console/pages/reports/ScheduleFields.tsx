import { useQuery } from "@tanstack/react-query";
import { Input, InputNumber, Segmented, Select, Switch } from "antd";
import { reportsQuery, type Schedule } from "../../api/reports";
import { useLocalisation } from "../../i18n/context";
import { newSchedule } from "./draft";

interface Props {
  schedule: Schedule | null;
  onSchedule(schedule: Schedule | null): void;
}

const EVERY = ["day", "week", "month"] as const;
const DAYS = [0, 1, 2, 3, 4, 5, 6];

/** When it is sent, and to whom. */
export function ScheduleFields({ schedule, onSchedule }: Props) {
  const { text, locale } = useLocalisation();
  const words = text.reports;
  const receivers = useQuery(reportsQuery).data?.receivers;
  const put = (part: Partial<Schedule>): void => onSchedule(schedule && { ...schedule, ...part });
  const known = (receivers ?? []).map(({ id, name, place }) => ({ value: id, label: `${name} (${place})` }));
  // Who was removed or switched off since is shown as such, so that it can be taken out.
  const gone = receivers && schedule ? schedule.to.filter((id) => !receivers.some((one) => one.id === id)) : [];
  const possible = [...known, ...gone.map((value) => ({ value, label: words.gone }))];
  // 2026-06-01 is a Monday.
  const weekday = (day: number): string => new Date(Date.UTC(2026, 5, 1 + day)).toLocaleDateString(locale, { weekday: "long", timeZone: "UTC" });
  return (
    <>
      <label className="switched">
        <Switch checked={schedule !== null} onChange={(on) => onSchedule(on ? newSchedule() : null)} data-testid="report-scheduled" />
        <span>{words.schedule}</span>
      </label>
      {schedule && receivers && !receivers.length && <p className="bad">{words.noReceivers}</p>}
      {schedule && (
        <div className="report-schedule">
          <label>
            <span>{words.every}</span>
            <Segmented<Schedule["every"]> value={schedule.every} options={EVERY.map((value) => ({ value, label: words.everies[value] }))} onChange={(every) => put({ every })} />
          </label>
          {schedule.every === "week" && (
            <label>
              <span>{words.weekday}</span>
              <Select value={schedule.weekday} options={DAYS.map((value) => ({ value, label: weekday(value) }))} onChange={(value) => put({ weekday: value })} />
            </label>
          )}
          {schedule.every === "month" && (
            <label>
              <span>{words.day}</span>
              <InputNumber<number> min={1} max={31} value={schedule.day} onChange={(day) => put({ day: day ?? 1 })} />
            </label>
          )}
          <label>
            <span>{words.at}</span>
            <Input type="time" value={schedule.at} onChange={({ target }) => target.value && put({ at: target.value })} />
          </label>
          <label>
            <span>{text.alerts.settings.zone}</span>
            <Select showSearch value={schedule.zone} options={["UTC", ...Intl.supportedValuesOf("timeZone")].map((value) => ({ value }))} onChange={(zone) => put({ zone })} />
          </label>
          <label>
            <span>{words.to}</span>
            <Select mode="multiple" value={schedule.to} options={possible} status={gone.length ? "error" : ""} onChange={(to) => put({ to })} data-testid="report-to" />
          </label>
        </div>
      )}
    </>
  );
}
