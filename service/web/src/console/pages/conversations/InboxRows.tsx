import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type RefObject } from "react";
import { useLocation, useNavigate, useParams } from "react-router";
import type { InboxRow } from "../../api/inbox";
import { useText } from "../../i18n/context";
import { ListItem } from "./ListItem";
import type { useInbox } from "./useInbox";
import { useShortcut } from "./useShortcut";

const ROW_PX = 86;
const LOAD_WITHIN_ROWS = 25;

interface Props {
  list: ReturnType<typeof useInbox>["list"];
  shown: readonly InboxRow[];
  /** So many of them wait for a person, and stand first. */
  above: number;
  /** Told which are in sight. */
  visible: RefObject<string[]>;
}

/** The rows in sight: drawn anew while they are scrolled, and nothing beside them is. */
export function InboxRows({ list, shown, above, visible }: Props) {
  const text = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (place) => shown[place]?.id ?? place,
    overscan: 6,
  });
  const { id } = useParams();
  const { search } = useLocation();
  const navigate = useNavigate();
  const step = (by: number): void => {
    const here = shown.findIndex((row) => row.id === id);
    const place = here < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, here + by));
    const row = shown[place];
    if (!row) return;
    virtual.scrollToIndex(place);
    void navigate({ pathname: `/conversations/${row.id}`, search });
  };
  useShortcut("j", () => step(1));
  useShortcut("k", () => step(-1));
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isFetchNextPageError } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError && last >= shown.length - LOAD_WITHIN_ROWS) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, last, shown.length]);
  visible.current = items.map(({ index }) => shown[index]?.id ?? "");
  return (
    <div className="rows" ref={scroller} tabIndex={-1}>
      <div style={{ height: virtual.getTotalSize(), position: "relative" }} role="list">
        {items.map((item) => {
          const row = shown[item.index];
          return (
            row && (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                role="listitem"
                className={item.index < above ? "row waits" : "row"}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <ListItem row={row} limits={list.data?.pages[0]?.limits} />
              </div>
            )
          );
        })}
      </div>
      {list.isSuccess && !shown.length && <p className="muted empty">{text.conversations.empty}</p>}
    </div>
  );
}
