import { useQuery, type UseQueryOptions } from "@tanstack/react-query";
import { Button, Drawer } from "antd";
import { Failure } from "../../components/Failure";
import { RelativeTime } from "../../components/RelativeTime";
import { useText } from "../../i18n/context";

interface Former {
  number: number;
  at: string;
  by: string;
}

interface Props<P extends Former> {
  query: UseQueryOptions<{ policies: P[] }, Error, { policies: P[] }, string[]>;
  open: boolean;
  onClose(): void;
  onTake(former: P): void;
}

/** What was in force when; a former policy can be taken into the form, and is in force again once saved. */
export function History<P extends Former>({ query, open, onClose, onTake }: Props<P>) {
  const text = useText();
  const { data, error } = useQuery({ ...query, enabled: open });
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
