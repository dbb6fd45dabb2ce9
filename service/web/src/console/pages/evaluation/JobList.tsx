import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Popconfirm, Progress, Tag } from "antd";
import { Link } from "react-router";
import { cancelRun, type Job, jobsQuery } from "../../api/evaluation";
import { Failure } from "../../components/Failure";
import { RelativeTime } from "../../components/RelativeTime";
import { useText } from "../../i18n/context";

const COLOURS = { queued: "default", running: "processing", done: "success", failed: "error", cancelled: "default" };
/** What has ended stays in sight for so long. */
const RECENT_MS = 3_600_000;
const MOST_ENDED = 3;

/** What is under way, and what has just ended. */
export function JobList() {
  const text = useText();
  const { data } = useQuery(jobsQuery);
  const jobs = data?.evaluations ?? [];
  const active = jobs.filter(({ state }) => state === "queued" || state === "running");
  const ended = jobs
    .filter(({ ended_at }) => ended_at !== null && Date.now() - Date.parse(ended_at) < RECENT_MS)
    .slice(0, MOST_ENDED);
  if (!active.length && !ended.length) return null;
  return (
    <section className="jobs" aria-label={text.evaluation.underWay}>
      {[...active.reverse(), ...ended].map((job) => (
        <JobRow key={job.id} job={job} />
      ))}
    </section>
  );
}

function JobRow({ job }: { job: Job }) {
  const text = useText();
  const t = text.evaluation;
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: cancelRun,
    onSettled: () => client.invalidateQueries({ queryKey: ["evaluations", "jobs"] }),
  });
  const active = job.state === "queued" || job.state === "running";
  const ran = new Map(job.runs.map((one) => [one.suite, one]));
  return (
    <article className="job" data-testid="job" data-state={job.state}>
      <header>
        <Tag color={COLOURS[job.state]}>{t.states[job.state]}</Tag>
        <span className="job-suites">
          {job.suites.map((suite) => {
            const run = ran.get(suite);
            const name = suite.slice(suite.indexOf("/") + 1);
            return run ? (
              <Link key={suite} to={`/evaluation/runs/${run.run}`} className={run.ok ? "" : "bad"} data-testid="job-run">
                <bdi>{name}</bdi>
              </Link>
            ) : (
              <bdi key={suite}>{name}</bdi>
            );
          })}
        </span>
        {job.runs.some(({ ok }) => !ok) && <span className="bad">{t.gatesMissed}</span>}
        <span className="muted job-when">
          {job.by} · <RelativeTime at={job.ended_at ?? job.created_at} />
        </span>
        {active && (
          <Popconfirm
            title={t.cancelAsk}
            okText={t.cancel}
            showCancel={false}
            onConfirm={() => cancel.mutateAsync(job.id).catch(() => undefined)}
          >
            <Button size="small" data-testid="cancel-job">
              {t.cancel}
            </Button>
          </Popconfirm>
        )}
      </header>
      {active && (
        <Progress
          percent={Math.round((job.done / Math.max(1, job.total)) * 100)}
          format={() => t.progress(job.done, job.total)}
          size="small"
          status={job.state === "running" ? "active" : "normal"}
        />
      )}
      {job.error && <p className="bad job-error">{job.error}</p>}
      {cancel.error && <Failure error={cancel.error} />}
    </article>
  );
}
