import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Drawer, Input } from "antd";
import { useState } from "react";
import { ApiError, request } from "../../../api/http";
import { type RulesPage, rulesQuery } from "../../../api/rules";
import { useErrorText } from "../../../components/useErrorText";
import { useText } from "../../../i18n/context";
import { useMay } from "../../../layout/useMay";

/** The whole set as the command line reads and writes it: groups of operators stand only here. */
export function WholeSet({ page, open, onClose }: { page: RulesPage; open: boolean; onClose(): void }) {
  const t = useText().quality.rules;
  const may = useMay()("monitor");
  const client = useQueryClient();
  const explain = useErrorText();
  const [yaml, setYaml] = useState(page.yaml);
  const save = useMutation({
    mutationFn: () => request<RulesPage>("PUT", "/api/rules", { yaml, based_on: page.number }),
    onSuccess: (saved) => {
      client.setQueryData(rulesQuery.queryKey, saved);
      onClose();
    },
  });
  const fields = save.error instanceof ApiError ? save.error.fields : [];
  return (
    <Drawer
      title={t.wholeSet}
      open={open}
      onClose={onClose}
      size="min(820px, 100vw)"
      extra={
        may && (
          <Button type="primary" disabled={yaml === page.yaml} loading={save.isPending} onClick={() => save.mutate()} data-testid="set-activate">
            {t.activateSet}
          </Button>
        )
      }
    >
      <p className="muted">{t.wholeSetIntro}</p>
      {save.error && (
        <Alert
          type="error"
          showIcon
          title={fields.length ? t.wrong(fields.length) : explain(save.error)}
          description={fields.map(({ field, problem }) => <div key={field + problem}>{problem}</div>)}
          data-testid="set-wrong"
        />
      )}
      <Input.TextArea
        value={yaml}
        readOnly={!may}
        onChange={(event) => setYaml(event.target.value)}
        autoSize={{ minRows: 20 }}
        spellCheck={false}
        className="yaml"
        aria-label={t.wholeSet}
        data-testid="set-yaml"
      />
    </Drawer>
  );
}
