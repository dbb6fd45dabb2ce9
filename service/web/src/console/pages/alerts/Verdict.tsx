import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { type AlertPage, judge, type Verdict as Said } from "../../api/alerts";
import { Failure } from "../../components/Failure";
import { useText } from "../../i18n/context";
import { useMay } from "../../layout/useMay";

/** Whether it was right to raise it: so it is seen which rules cry wolf. */
export function Verdict({ page: { alert, record } }: { page: AlertPage }) {
  const text = useText();
  const may = useMay()("monitor");
  const client = useQueryClient();
  const said = useMutation({
    mutationFn: (verdict: Said | null) => judge(alert.id, verdict),
    onSuccess: () => client.invalidateQueries({ queryKey: ["alerts"] }),
  });
  return (
    <section className="alert-verdict">
      {may && (
        <div>
          <span>{text.alerts.verdict}</span>
          <Segmented<string>
            value={alert.verdict ?? ""}
            options={(["right", "wrong"] as const).map((value) => ({ value, label: <span data-testid={`verdict-${value}`}>{text.alerts.verdicts[value]}</span> }))}
            onChange={(verdict) => said.mutate(verdict as Said)}
            disabled={said.isPending}
          />
          {alert.verdict && (
            <Button type="text" size="small" onClick={() => said.mutate(null)}>
              {text.alerts.takeBack}
            </Button>
          )}
        </div>
      )}
      <p className="muted" data-testid="rule-record">
        {text.alerts.record(record.right, record.wrong, record.unsaid)}
      </p>
      {said.error && <Failure error={said.error} />}
    </section>
  );
}
