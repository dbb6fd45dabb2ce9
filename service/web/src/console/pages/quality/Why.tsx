import { CheckCircleFilled, CloseCircleFilled, MinusCircleOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import { type CauseCheck, type Why as Found, whyQuery } from "../../api/diagnosis";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { RelativeTime } from "../../components/RelativeTime";
import { graderNamed, named, useText } from "../../i18n/context";
import type { Text } from "../../i18n/en";
import { QualityPage } from "./QualityPage";
import { TurnLink } from "./TurnLink";

const ICONS: Record<CauseCheck["verdict"], ReactNode> = {
  ok: <CheckCircleFilled className="good" />,
  cause: <CloseCircleFilled className="bad" />,
  not_applicable: <MinusCircleOutlined className="muted" />,
};

/** One turn's chain: what was looked for step by step, and which step explains that it failed. */
export default function Why() {
  const t = useText().quality.why;
  const { turn = "" } = useParams();
  const { data, error, isPending, refetch } = useQuery(whyQuery(turn));
  return (
    <QualityPage title={t.turnTitle} intro={t.turnIntro} testId="why" actions={<Link to="/quality/why">{t.toCauses}</Link>}>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {isPending && <Loading />}
      {data && <Chain found={data} />}
    </QualityPage>
  );
}

function Chain({ found }: { found: Found }) {
  const text = useText();
  const t = text.quality.why;
  return (
    <>
      <section className="quality-panel why-turn">
        <TurnLink conversation={found.conversation_id} turn={found.turn}>
          {found.asked || text.quality.grades.noWords}
        </TurnLink>
        <span className="muted">
          <RelativeTime at={found.asked_at} />
        </span>
        {found.signals.length > 0 && (
          <ul className="signals" aria-label={t.signals}>
            {found.signals.map((signal) => (
              <li key={signal} dir="auto">
                {signalNamed(signal, text)}
              </li>
            ))}
          </ul>
        )}
      </section>
      <p className={found.cause ? "why-cause" : "muted"} data-testid="why-cause" data-cause={found.cause ?? ""}>
        {found.cause ? (
          <>
            <strong>{named(t.causes, found.cause)}.</strong> {named(t.doAbout, found.cause)}
          </>
        ) : (
          t.notFailed
        )}
      </p>
      <ol className="chain">
        {found.checks.map((check, step) => (
          <li key={step} className={check.verdict} data-testid="why-check" data-verdict={check.verdict} data-cause={check.cause}>
            {ICONS[check.verdict]}
            <div>
              <h3>
                {named(t.causes, check.cause)} <span className="muted">{named(t.verdicts, check.verdict)}</span>
              </h3>
              <p dir="auto">{t.reasons[check.reason] ?? check.reason}</p>
              {check.evidence.map((passage, place) => (
                <blockquote key={place} dir="auto">
                  {passage}
                </blockquote>
              ))}
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

/** `grader:label`, or a fact of the turn's record. */
function signalNamed(signal: string, text: Text): string {
  const [grader = "", label = ""] = signal.split(":");
  return text.quality.why.facts[signal] ?? `${graderNamed(text, grader)}: ${named(text.labels, label)}`;
}
