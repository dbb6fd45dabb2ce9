import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { Link } from "react-router";
import { timelineQuery } from "../../api/people";
import { Failure } from "../../components/Failure";
import { RelativeTime } from "../../components/RelativeTime";
import { named, useText } from "../../i18n/context";
import { StateTag } from "./StateTag";

/** All conversations of the person over all channels, the newest first. */
export function Timeline({ customer, conversation }: { customer: string; conversation: string }) {
  const text = useText();
  const query = useInfiniteQuery(timelineQuery(customer, conversation));
  const rows = query.data?.pages.flatMap((page) => page.conversations) ?? [];
  return (
    <section data-testid="side-timeline">
      <h2>{text.people.timeline}</h2>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && rows.length < 2 ? (
        <p className="muted">{text.people.only}</p>
      ) : (
        <ul className="people">
          {rows.map((row) => (
            <li key={row.id} data-testid="past">
              <div>
                {row.id === conversation ? (
                  <strong>{text.people.here}</strong>
                ) : (
                  <Link to={`/conversations/${row.id}`}>
                    <bdi title={row.summary?.text}>{row.summary?.text || row.preview || "–"}</bdi>
                  </Link>
                )}
                <br />
                <span className="muted">
                  {named(text.channels, row.channel)} · {row.last_message_at && <RelativeTime at={row.last_message_at} />}
                </span>
              </div>
              <StateTag state={row.state} />
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button size="small" onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
          {text.common.more}
        </Button>
      )}
    </section>
  );
}
