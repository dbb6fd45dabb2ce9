import { useQuery } from "@tanstack/react-query";
import { Button, Drawer } from "antd";
import { type FormerPolicy, policyHistoryQuery } from "../../api/policy";
import { Failure } from "../../components/Failure";
import { RelativeTime } from "../../components/RelativeTime";
import { useText } from "../../i18n/context";

/** What was in force when; a former policy can be taken into the form, and is in force again once saved. */
export function History({ open, onClose, onTake }: { open: boolean; onClose(): void; onTake(former: FormerPolicy): void }) {
  const text = useText();
  const { data, error } = useQuery({ ...policyHistoryQuery, enabled: open });
  return (
    <Drawer title={text.policy.history} open={open} onClose={onClose} size="min(400px, 100vw)">
      {error && <Failure error={error} />}
      {data?.policies.length === 0 && <p className="muted">{text.policy.noHistory}</p>}
      {data?.policies.map((former, index) => (
        <section key={former.number} data-testid="policy-former">
          <strong>{text.policy.numbered(former.number)}</strong> <RelativeTime at={former.at} />
          <p className="muted">{former.by}</p>
          {index > 0 && (
            <Button size="small" onClick={() => onTake(former)}>
              {text.policy.take}
            </Button>
          )}
        </section>
      ))}
    </Drawer>
  );
}
