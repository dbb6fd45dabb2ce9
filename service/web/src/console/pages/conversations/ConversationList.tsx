import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Segmented } from "antd";
import type { ConversationState } from "../../../shared/contract";
import { conversationsQuery, meQuery, waitingQuery } from "../../api/queries";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { usePreference } from "../../components/usePreference";
import { named, useText } from "../../i18n/context";
import { ListItem } from "./ListItem";

interface Props {
  state: ConversationState | undefined;
  onState(state: ConversationState | undefined): void;
}

/** Newest activity first; whoever waits for a person stands above all others. */
export function ConversationList({ state, onState }: Props) {
  const text = useText();
  const group = useQuery(meQuery).data?.group;
  const [queue, setQueue] = usePreference("queue", "mine");
  const mine = Boolean(group) && queue === "mine";
  const list = useInfiniteQuery(conversationsQuery(state, mine));
  const waiting = useQuery(waitingQuery).data?.conversations ?? [];
  const rows = list.data?.pages.flatMap((page) => page.conversations) ?? [];
  const above = new Set(waiting.map(({ id }) => id));
  const others = state ? rows : rows.filter(({ id }) => !above.has(id));
  const options = ["all", "waiting", "human", "open", "closed"].map((value) => ({
    value,
    label: `${named(text.conversations.filters, value)}${value === "waiting" && waiting.length ? ` ${waiting.length}` : ""}`,
  }));
  const choose = (value: string): void => onState(value === "all" ? undefined : (value as ConversationState));
  return (
    <aside className="list" aria-label={text.conversations.title} data-testid="conversation-list">
      <div className="list-filter">
        <Segmented<string> size="small" options={options} value={state ?? "all"} onChange={choose} data-testid="state-filter" />
        {group && (
          <Checkbox checked={mine} onChange={(event) => setQueue(event.target.checked ? "mine" : "all")} data-testid="queue-mine">
            {text.channelAccounts.mine}
          </Checkbox>
        )}
      </div>
      {list.error && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {!state && waiting.length > 0 && (
        <section className="waiting" aria-label={text.conversations.waitingNow(waiting.length)}>
          <h2>{text.conversations.waitingNow(waiting.length)}</h2>
          {waiting.map((row) => (
            <ListItem key={row.id} row={row} />
          ))}
        </section>
      )}
      {others.map((row) => (
        <ListItem key={row.id} row={row} />
      ))}
      {list.isSuccess && !others.length && (state || !waiting.length) && (
        <p className="muted empty">{text.conversations.empty}</p>
      )}
      {list.hasNextPage && (
        <Button block type="text" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text.common.more}
        </Button>
      )}
    </aside>
  );
}
