import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { acknowledge, type AlertRow } from "../../api/alerts";
import { Failure } from "../../components/Failure";
import { RelativeTime } from "../../components/RelativeTime";
import { useText } from "../../i18n/context";
import { useMay } from "../../layout/useMay";

/** Says that somebody sees to it, with what is done; once it is said, who it was. */
export function Acknowledge({ alert }: { alert: AlertRow }) {
  const text = useText();
  const may = useMay()("monitor");
  const client = useQueryClient();
  const [note, setNote] = useState("");
  const said = useMutation({
    mutationFn: () => acknowledge(alert.id, note),
    onSuccess: () => client.invalidateQueries({ queryKey: ["alerts"] }),
  });
  if (alert.acknowledged_at) {
    return (
      <section className="alert-acknowledged" data-testid="alert-acknowledged">
        <strong>{text.alerts.acknowledged(alert.acknowledged_by ?? "")}</strong> <RelativeTime at={alert.acknowledged_at} />
        {alert.note && <p>{alert.note}</p>}
      </section>
    );
  }
  if (!may) return null;
  return (
    <section className="alert-acknowledge">
      <Input.TextArea
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={2000}
        value={note}
        placeholder={text.alerts.note}
        aria-label={text.alerts.note}
        onChange={({ target }) => setNote(target.value)}
        data-testid="alert-note"
      />
      <Button type="primary" loading={said.isPending} onClick={() => said.mutate()} data-testid="alert-ack">
        {text.alerts.acknowledge}
      </Button>
      {said.error && <Failure error={said.error} />}
    </section>
  );
}
