import { Radio } from "antd";
import { useState } from "react";
import type { Hours } from "../../api/policy";
import { useText } from "../../i18n/context";
import type { SetValue } from "./DocumentEditor";
import { WeekFields } from "./HoursForm";
import { HOURS_CHOICES, type HoursChoice, choiceOf, hoursOf } from "./hoursChoice";

interface Props {
  hours: Hours | null;
  /** What "as the company" means here. */
  companyHelp: string;
  set: SetValue;
}

/** One choice of hours, and the week below it where it is one's own. */
export function OwnHours({ hours, companyHelp, set }: Props) {
  const t = useText().policy;
  const [before, setBefore] = useState(hours);
  const choose = (choice: HoursChoice): void => {
    const last = hours ?? before;
    setBefore(last);
    set("hours", hoursOf(choice, last));
  };
  return (
    <>
      <Radio.Group
        vertical
        className="hours-choice"
        value={choiceOf(hours)}
        onChange={(event) => choose(event.target.value as HoursChoice)}
        options={HOURS_CHOICES.map((value) => ({
          value,
          label: (
            <span className="strategy" data-testid={`hours-${value}`}>
              <strong>{t.hoursChoices[value][0]}</strong>
              <span className="muted">{value === "company" ? companyHelp : t.hoursChoices[value][1]}</span>
            </span>
          ),
        }))}
        aria-label={t.hoursEnabled}
        data-testid="hours-choice"
      />
      {hours?.enabled && <WeekFields hours={hours} set={set} />}
    </>
  );
}
