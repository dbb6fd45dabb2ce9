import { FilterOutlined } from "@ant-design/icons";
import { Badge, Button, Checkbox, Input, type InputRef, Popover, Segmented } from "antd";
import { useEffect, useRef, useState } from "react";
import { STATES, type InboxFilter } from "../../api/inbox";
import { named, useText } from "../../i18n/context";
import { FilterChoices } from "./FilterChoices";
import { narrowing } from "./inboxFilter";
import { MentionsButton } from "./MentionsButton";
import { useShortcut } from "./useShortcut";

const TYPING_PAUSE_MS = 250;

interface Props {
  filter: InboxFilter;
  onFilter(change: Partial<Record<keyof InboxFilter, string | undefined>>): void;
  waiting: number;
  /** Of the reader, who may leave out other groups' hand-offs. */
  group: { own: boolean; onOwn(own: boolean): void } | undefined;
}

/** Words to look for, the state, and what else the list is narrowed by. */
export function FilterBar({ filter, onFilter, waiting, group }: Props) {
  const text = useText();
  const t = text.inbox;
  const input = useRef<InputRef>(null);
  const [words, setWords] = useState(filter.q ?? "");
  useEffect(() => setWords(filter.q ?? ""), [filter.q]);
  useEffect(() => {
    if (words.trim() === (filter.q ?? "")) return;
    const timer = setTimeout(() => onFilter({ q: words.trim() }), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words, filter.q, onFilter]);
  useShortcut("/", () => input.current?.focus());
  const options = ["all", ...STATES].map((value) => ({
    value,
    label: `${named(t.states, value)}${value === "waiting" && waiting ? ` ${waiting}` : ""}`,
  }));
  return (
    <div className="list-filter" role="search">
      <div className="list-search">
        <Input
          ref={input}
          type="search"
          allowClear
          value={words}
          maxLength={200}
          placeholder={t.search}
          aria-label={t.search}
          onChange={(event) => setWords(event.target.value)}
          data-testid="inbox-search"
        />
        <Popover
          trigger="click"
          placement="bottomRight"
          title={t.filters}
          content={<FilterChoices filter={filter} onFilter={onFilter} />}
        >
          <Badge count={narrowing(filter)} size="small">
            <Button icon={<FilterOutlined />} aria-label={t.filters} title={t.filters} data-testid="inbox-filters" />
          </Badge>
        </Popover>
        <MentionsButton />
      </div>
      <div className="scroll-x">
        <Segmented<string>
          size="small"
          options={options}
          value={filter.state ?? "all"}
          onChange={(value) => onFilter({ state: value === "all" ? undefined : value })}
          data-testid="state-filter"
        />
      </div>
      {group && (
        <Checkbox checked={group.own} onChange={(event) => group.onOwn(event.target.checked)} data-testid="queue-mine">
          {text.channelAccounts.mine}
        </Checkbox>
      )}
    </div>
  );
}
