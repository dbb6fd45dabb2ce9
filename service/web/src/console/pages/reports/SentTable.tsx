import { useQuery } from "@tanstack/react-query";
import { type Report, reportsQuery, type Sent, sentQuery } from "../../api/reports";
import { RelativeTime } from "../../components/RelativeTime";
import { named, useLocalisation } from "../../i18n/context";
import { momentIn } from "./moments";

/** What was sent, to whom, and what came back. */
export function SentTable({ report }: { report: Report }) {
  const { text, locale } = useLocalisation();
  const words = text.reports;
  const sent = useQuery(sentQuery(report.id)).data?.sent ?? [];
  const receivers = useQuery(reportsQuery).data?.receivers ?? [];
  const receiver = ({ integration_id }: Sent): string => receivers.find(({ id }) => id === integration_id)?.name ?? "–";
  const due = report.next_at && report.schedule && momentIn(report.next_at, report.schedule.zone, locale);
  if (!report.schedule && !sent.length) return null;
  return (
    <section data-testid="report-sent">
      <h2 className="group-title">{words.sent}</h2>
      {due && <p className="muted">{`${words.next}: ${due}`}</p>}
      {sent.length > 0 && (
        <div className="scroll-x">
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{words.dueAt}</th>
                <th scope="col">{words.receiver}</th>
                <th scope="col">{words.state}</th>
                <th scope="col">{words.answer}</th>
              </tr>
            </thead>
            <tbody>
              {sent.map((one) => (
                <tr key={one.id} data-testid="report-sent-row" data-state={one.state}>
                  <td>
                    <RelativeTime at={one.at} />
                  </td>
                  <td>{receiver(one)}</td>
                  <td>{named(text.integrations.states, one.state)}</td>
                  <td className="muted">{[one.status, one.error ?? one.answer].filter(Boolean).join(" · ")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
