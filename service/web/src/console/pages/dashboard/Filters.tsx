import { FilterOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Popover, Select, Tag } from "antd";
import { useState } from "react";
import { ratesQuery } from "../../api/rates";
import { named, useLocalisation } from "../../i18n/context";
import { FILTERS } from "./asked";
import { cutValue } from "./naming";
import type { Dashboard } from "./useAsked";

/** Narrows all that is shown down: by channel and language and whatever else, all at once. */
export function Filters({ dashboard }: { dashboard: Dashboard }) {
  const localisation = useLocalisation();
  const { text } = localisation;
  const { asked, change } = dashboard;
  const chosen = Object.entries(asked.only);
  const set = (cut: string, value: string | undefined): void => {
    const { [cut]: _former, ...others } = asked.only;
    change({ only: value === undefined ? others : { ...others, [cut]: value } });
  };
  const content = (
    <div className="filters" data-testid="filter-choices">
      {FILTERS.map((cut) => (
        <Choice key={cut} cut={cut} value={asked.only[cut]} dashboard={dashboard} onValue={(value) => set(cut, value)} />
      ))}
    </div>
  );
  return (
    <>
      <Popover content={content} trigger="click" placement="bottomLeft" destroyOnHidden>
        <Button icon={<FilterOutlined />} data-testid="filters">
          {text.dashboard.filters(chosen.length)}
        </Button>
      </Popover>
      {chosen.map(([cut, value]) => (
        <Tag key={cut} closable onClose={() => set(cut, undefined)} className="filter-tag">
          {named(text.rates.cut, cut)}: <bdi>{cutValue(cut, value, localisation)}</bdi>
        </Tag>
      ))}
    </>
  );
}

interface ChoiceProps {
  cut: string;
  value: string | undefined;
  dashboard: Dashboard;
  onValue(value: string | undefined): void;
}

/** The values that conversations of the period have; they are asked for once the list is opened. */
function Choice({ cut, value, dashboard, onValue }: ChoiceProps) {
  const localisation = useLocalisation();
  const { text } = localisation;
  const [open, setOpen] = useState(false);
  const { since, until } = dashboard.query;
  const groups = useQuery({ ...ratesQuery({ since, until, by: [cut] }), enabled: open || value !== undefined }).data?.groups ?? [];
  const values = [...new Set([...groups.map(({ key }) => key[cut] ?? ""), ...(value === undefined ? [] : [value])])];
  return (
    <label>
      <span className="muted">{named(text.rates.cut, cut)}</span>
      <Select
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        placeholder={text.dashboard.anyValue}
        value={value}
        onChange={(next?: string) => onValue(next)}
        onOpenChange={setOpen}
        options={values.map((one) => ({ value: one, label: cutValue(cut, one, localisation) }))}
        data-testid={`filter-${cut}`}
      />
    </label>
  );
}
