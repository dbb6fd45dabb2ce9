import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { InboxFilter, InboxRow } from "../../api/inbox";
import { meQuery, waitingQuery } from "../../api/queries";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { usePreference } from "../../components/usePreference";
import { useText } from "../../i18n/context";
import { FilterBar } from "./FilterBar";
import { narrowing } from "./inboxFilter";
import { InboxRows } from "./InboxRows";
import { ShortcutHelp } from "./ShortcutHelp";
import { useInbox } from "./useInbox";

const NOBODY: InboxRow[] = [];

interface Props {
  filter: InboxFilter;
  onFilter(change: Partial<Record<keyof InboxFilter, string | undefined>>): void;
}

/** Newest activity first; whoever waits for a person stands above all others. Only what is in sight is drawn. */
export function ConversationList({ filter, onFilter }: Props) {
  const text = useText();
  const group = useQuery(meQuery).data?.group;
  const [queue, setQueue] = usePreference("queue", "mine");
  const own = Boolean(group) && queue === "mine";
  const { list, rows, visible } = useInbox(own ? { ...filter, queue: "mine" } : filter);
  const waiting = useQuery(waitingQuery).data?.conversations ?? NOBODY;
  const above = filter.state || filter.q || narrowing(filter) ? NOBODY : waiting;
  const shown = useMemo(() => {
    const ids = new Set(above.map(({ id }) => id));
    return [...above, ...rows.filter(({ id }) => !ids.has(id))];
  }, [above, rows]);
  return (
    <aside className="list" aria-label={text.conversations.title} data-testid="conversation-list" data-loaded={shown.length}>
      <FilterBar
        filter={filter}
        onFilter={onFilter}
        waiting={waiting.length}
        group={group ? { own, onOwn: (value) => setQueue(value ? "mine" : "all") } : undefined}
      />
      {list.error && <Failure error={list.error} onRetry={() => void (list.data ? list.fetchNextPage() : list.refetch())} />}
      {list.isPending && <Loading />}
      {above.length > 0 && <h2 className="waiting-now">{text.conversations.waitingNow(above.length)}</h2>}
      <InboxRows list={list} shown={shown} above={above.length} visible={visible} />
      <ShortcutHelp />
    </aside>
  );
}
