import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Popconfirm } from "antd";
import { type RuleDocument, type RulesPage, rulesHistoryQuery } from "../../../api/rules";
import { Failure } from "../../../components/Failure";
import { RelativeTime } from "../../../components/RelativeTime";
import { useText } from "../../../i18n/context";
import { useMay } from "../../../layout/useMay";
import { changesBetween } from "./changes";

interface Props {
  page: RulesPage;
  open: boolean;
  onClose(): void;
  onRollBack(number: number): void;
}

/** What was in force when, what each change changed, and the way back. */
export function RuleHistory({ page, open, onClose, onRollBack }: Props) {
  const text = useText();
  const t = text.quality.rules;
  const may = useMay()("monitor");
  const { data, error } = useQuery({ ...rulesHistoryQuery, enabled: open });
  const former = data?.policies ?? [];
  const back = (number: number) =>
    may &&
    number !== page.number && (
      <Popconfirm title={t.rollBackSure(number)} onConfirm={() => onRollBack(number)} okText={t.rollBack} cancelText={text.common.cancel}>
        <Button size="small" data-testid="rules-rollback">
          {t.rollBack}
        </Button>
      </Popconfirm>
    );
  return (
    <Drawer title={text.policy.history} open={open} onClose={onClose} size="min(620px, 100vw)">
      {error && <Failure error={error} />}
      {data && former.length === 0 && <p className="muted">{t.noHistory}</p>}
      {former.map((one, place) => (
        <section key={one.number} className="former-rules" data-testid="former-rules">
          <header>
            <strong>{t.numbered(one.number)}</strong> <RelativeTime at={one.at} /> <span className="muted">{one.by}</span> {back(one.number)}
          </header>
          <Changes before={former[place + 1]?.document ?? {}} after={one.document} />
        </section>
      ))}
      {former.at(-1)?.number === 1 && (
        <section className="former-rules">
          <header>
            <strong>{t.starterSet}</strong> {back(0)}
          </header>
        </section>
      )}
    </Drawer>
  );
}

function Changes({ before, after }: { before: RuleDocument; after: RuleDocument }) {
  const t = useText().quality.rules;
  const changes = changesBetween(before, after);
  if (!changes.length) return <p className="muted">{t.noChanges}</p>;
  return (
    <dl className="rule-changes">
      {changes.map((change) => (
        <div key={change.path} data-testid="rule-change">
          <dt>{change.path}</dt>
          {change.before && (
            <dd>
              <del dir="auto">{change.before}</del>
            </dd>
          )}
          {change.after && (
            <dd>
              <ins dir="auto">{change.after}</ins>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
