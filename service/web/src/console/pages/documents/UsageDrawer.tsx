import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Drawer, Empty, Tag } from "antd";
import { Link } from "react-router";
import { citingTurns, type CitingTurn } from "../../api/knowledge";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { RelativeTime } from "../../components/RelativeTime";
import { named, useText } from "../../i18n/context";
import type { Behind } from "./UsagePanel";

interface Props {
  id: string;
  days: number;
  behind: Behind;
  onClose(): void;
}

/** The turns behind a number, each a click away from its conversation. */
export function UsageDrawer({ id, days, behind: { part, aspect }, onClose }: Props) {
  const text = useText();
  const t = text.knowledge.usage;
  const query = useInfiniteQuery({
    queryKey: ["documents", id, "usage", days, part, aspect],
    queryFn: ({ pageParam }) => citingTurns(id, days, part, aspect, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const turns = query.data?.pages.flatMap((page) => page.turns);
  const title = [aspect && named(t.aspects, aspect), t[part], t.days(days)].filter(Boolean).join(" · ");
  return (
    <Drawer open size="large" onClose={onClose} title={title}>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {turns?.length === 0 && <Empty description={t.none} />}
      <ul className="behind-list">
        {turns?.map((turn) => (
          <li key={turn.turn_id}>
            <Link to={`/conversations/${turn.conversation_id}`} data-testid="citing-turn">
              <span className="behind-top">
                <bdi>{turn.asked || "–"}</bdi>
                <span className="muted">
                  <RelativeTime at={turn.asked_at} />
                </span>
              </span>
              <Verdicts turn={turn} />
            </Link>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
          {text.common.more}
        </Button>
      )}
    </Drawer>
  );
}

function Verdicts({ turn }: { turn: CitingTurn }) {
  const t = useText().knowledge.usage;
  return (
    <span>
      {(["grounded", "relevant", "resolved"] as const).map(
        (aspect) =>
          turn[aspect] !== null && (
            <Tag key={aspect} color={turn[aspect] ? "green" : "red"}>
              {turn[aspect] ? named(t.good, aspect) : named(t.bad, aspect)}
            </Tag>
          ),
      )}
      {turn.rating !== null && <Tag>{t.rated(turn.rating)}</Tag>}
    </span>
  );
}
