import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Input } from "antd";
import { useState } from "react";
import { meQuery } from "../../../api/queries";
import { appealHit, type Hit, resolveHit } from "../../../api/ruleHits";
import { useErrorText } from "../../../components/useErrorText";
import { useText } from "../../../i18n/context";
import { useMay } from "../../../layout/useMay";

type Act = "appeal" | "upheld" | "withdrawn";

/** What the reader may do about a hit: object to their own, or decide on any. */
export function HitActions({ hit }: { hit: Hit }) {
  const text = useText();
  const t = text.quality.hits;
  const may = useMay();
  const me = useQuery(meQuery).data?.email;
  const client = useQueryClient();
  const explain = useErrorText();
  const [act, setAct] = useState<Act | null>(null);
  const [note, setNote] = useState("");
  const send = useMutation({
    mutationFn: (how: Act) => (how === "appeal" ? appealHit(hit.id, note) : resolveHit(hit.id, how, note)),
    onSuccess: () => setAct(null),
    onSettled: () => client.invalidateQueries({ queryKey: ["hits"] }),
  });
  const own = hit.operator !== null && hit.operator === me;
  const appealable = hit.state === "counted" && may("answer") && own;
  const decidable = may("monitor") && (hit.state === "counted" || hit.state === "appealed");
  const begin = (next: Act): void => {
    send.reset();
    setNote("");
    setAct(next);
  };
  if (act === null)
    return (
      <div className="hit-acts">
        {appealable && (
          <Button size="small" onClick={() => begin("appeal")} data-testid="hit-appeal">
            {t.appeal}
          </Button>
        )}
        {decidable && (
          <>
            <Button size="small" onClick={() => begin("upheld")} data-testid="hit-uphold">
              {t.uphold}
            </Button>
            <Button size="small" onClick={() => begin("withdrawn")} data-testid="hit-withdraw">
              {t.withdraw}
            </Button>
          </>
        )}
      </div>
    );
  const names = { appeal: t.appeal, upheld: t.uphold, withdrawn: t.withdraw };
  const asked = act === "appeal" ? t.appealNote : t.decisionNote;
  return (
    <div className="hit-note">
      <Input.TextArea
        autoFocus
        value={note}
        maxLength={2000}
        autoSize={{ minRows: 2, maxRows: 6 }}
        placeholder={asked}
        aria-label={asked}
        onChange={(event) => setNote(event.target.value)}
        data-testid="hit-note"
      />
      {send.error && <Alert type="error" showIcon title={explain(send.error)} data-testid="failure" />}
      <div className="hit-acts">
        <Button
          type="primary"
          size="small"
          disabled={act === "appeal" && !note.trim()}
          loading={send.isPending}
          onClick={() => send.mutate(act)}
          data-testid="hit-send"
        >
          {names[act]}
        </Button>
        <Button size="small" onClick={() => setAct(null)}>
          {text.common.cancel}
        </Button>
      </div>
    </div>
  );
}
