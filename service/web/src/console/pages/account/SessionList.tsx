import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { endOtherSessions, endSession, sessionsQuery } from "../../api/team";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { RelativeTime } from "../../components/RelativeTime";
import { useText } from "../../i18n/context";
import { programOf } from "./programOf";

/** Where one is logged in, and the way out of there. */
export function SessionList() {
  const t = useText().account;
  const client = useQueryClient();
  const query = useQuery(sessionsQuery);
  const settled = { onSettled: () => client.invalidateQueries(sessionsQuery) };
  const ending = useMutation({ mutationFn: endSession, ...settled });
  const endingAll = useMutation({ mutationFn: endOtherSessions, ...settled });
  if (!query.data)
    return query.error ? <Failure error={query.error} onRetry={() => void query.refetch()} /> : <Loading />;
  const { sessions } = query.data;
  const error = ending.error ?? endingAll.error;
  return (
    <section>
      <div className="page-head">
        <h2>{t.sessions}</h2>
        {sessions.length > 1 && (
          <Button onClick={() => endingAll.mutate()} loading={endingAll.isPending} data-testid="end-others">
            {t.endOthers}
          </Button>
        )}
      </div>
      {error && <Failure error={error} />}
      <ul className="session-list">
        {sessions.map((session) => (
          <li key={session.id} data-testid="session">
            <div className="user-name">
              <span title={session.agent}>
                {programOf(session.agent) ?? t.unknown} {session.current && <Tag color="green">{t.here}</Tag>}
              </span>
              <span className="muted">
                {t.since} <RelativeTime at={session.created_at} /> · {t.address} <bdi>{session.address || "–"}</bdi>
              </span>
            </div>
            {!session.current && (
              <Button size="small" onClick={() => ending.mutate(session.id)} data-testid="end-session">
                {t.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
