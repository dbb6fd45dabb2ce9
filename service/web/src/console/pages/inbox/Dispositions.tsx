import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import { useState } from "react";
import { deskPolicyQuery, saveDispositions, type DeskPolicy, type Disposition } from "../../api/desk";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { useText } from "../../i18n/context";
import { useMay } from "../../layout/useMay";

/** How conversations can end, as operators choose from it. */
export function Dispositions() {
  const query = useQuery(deskPolicyQuery);
  if (!query.data) return query.error ? <Failure error={query.error} onRetry={() => void query.refetch()} /> : <Loading />;
  // What is being edited survives a refetch; a saved list starts anew.
  return <Editor key={query.data.number} policy={query.data} />;
}

function Editor({ policy }: { policy: DeskPolicy }) {
  const t = useText().inbox.dispositions;
  const may = useMay();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [list, setList] = useState<Disposition[]>(policy.document.dispositions);
  const saving = useMutation({
    mutationFn: () => saveDispositions(list, policy.number),
    onSuccess: (saved) => {
      client.setQueryData(deskPolicyQuery.queryKey, saved);
      void message.success(t.saved);
    },
  });
  const readOnly = !may("manage");
  const change = (place: number, part: Partial<Disposition>): void =>
    setList((before) => before.map((one, index) => (index === place ? { ...one, ...part } : one)));
  return (
    <section data-testid="dispositions-editor">
      <h2>{t.title}</h2>
      <p className="muted">{t.intro}</p>
      {saving.error && <Failure error={saving.error} />}
      {list.map((one, place) => (
        <div className="disposition-row" key={place}>
          {(["id", "en", "zh"] as const).map((name) => (
            <Input
              key={name}
              value={one[name]}
              maxLength={name === "id" ? 40 : 60}
              readOnly={readOnly}
              aria-label={t[name]}
              placeholder={t[name]}
              onChange={(event) => change(place, { [name]: event.target.value })}
              data-testid={`disposition-${place}-${name}`}
            />
          ))}
          {!readOnly && (
            <Button
              icon={<DeleteOutlined />}
              aria-label={t.remove}
              title={t.remove}
              onClick={() => setList((before) => before.filter((_, index) => index !== place))}
            />
          )}
        </div>
      ))}
      {!readOnly && (
        <>
          <Button icon={<PlusOutlined />} disabled={list.length >= 20} onClick={() => setList((before) => [...before, { id: "", en: "", zh: "" }])}>
            {t.add}
          </Button>{" "}
          <Button
            type="primary"
            loading={saving.isPending}
            disabled={JSON.stringify(list) === JSON.stringify(policy.document.dispositions)}
            onClick={() => saving.mutate()}
            data-testid="dispositions-save"
          >
            {t.save}
          </Button>
        </>
      )}
    </section>
  );
}
