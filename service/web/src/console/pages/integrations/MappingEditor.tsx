import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Select, Space } from "antd";
import { useDeferredValue, useRef, useState } from "react";
import { previewMapping, saveMapping, type Integration } from "../../api/integrations";
import { leadsQuery } from "../../api/leads";
import { Failure } from "../../components/Failure";
import { useText } from "../../i18n/context";
import { EXAMPLE_BODY } from "./entered";
import { FIELDS, pretty, put } from "./mapping";

/** The template beside what it makes of a real lead: fields are put in by a tap, and what is wrong is said in words. */
export function MappingEditor({ integration, onSaved }: { integration: Integration; onSaved(): void }) {
  const text = useText();
  const words = text.integrations.mapping;
  const client = useQueryClient();
  const [body, setBody] = useState(integration.config.body ?? EXAMPLE_BODY);
  const [lead, setLead] = useState<string | null>(null);
  /** Where the person put the cursor; null until they did. */
  const caret = useRef<[number, number] | null>(null);
  const drafted = useDeferredValue(body);
  const leads = useQuery(leadsQuery({ sort: "newest" }, 1)).data?.leads ?? [];
  const preview = useQuery({
    queryKey: ["integrations", "preview", integration.id, drafted, lead],
    queryFn: () => previewMapping(integration.id, drafted, lead),
    placeholderData: (before) => before,
    retry: false,
  });
  const saving = useMutation({
    mutationFn: () => saveMapping(integration, body),
    onSuccess: () => client.invalidateQueries({ queryKey: ["integrations"] }).then(onSaved),
  });
  const insert = (field: string): void => {
    setBody(put(body, field, caret.current));
    caret.current = null;
  };
  return (
    <div className="mapping">
      <p className="muted">{words.intro}</p>
      <Space wrap size={4} aria-label={words.fields} role="group">
        {FIELDS.map((field) => (
          <Button key={field} size="small" onClick={() => insert(field)} data-testid="mapping-field">
            {field}
          </Button>
        ))}
      </Space>
      <label>
        {words.template}
        <Input.TextArea
          value={body}
          onChange={(event) => setBody(event.target.value)}
          onSelect={({ currentTarget: { selectionStart, selectionEnd } }) => {
            caret.current = [selectionStart, selectionEnd];
          }}
          autoSize={{ minRows: 8, maxRows: 20 }}
          className="integration-body"
          spellCheck={false}
          data-testid="mapping-body"
        />
      </label>
      <label>
        {words.lead}
        <Select
          value={lead ?? ""}
          onChange={(value) => setLead(value || null)}
          options={[
            { value: "", label: words.example },
            ...leads.map(({ id, name }) => ({ value: id, label: name || id })),
          ]}
          data-testid="mapping-lead"
        />
      </label>
      {preview.error ? (
        <Failure error={preview.error} />
      ) : (
        <pre className="mapping-result" data-testid="mapping-result">
          {preview.data ? pretty(preview.data.body) : "…"}
        </pre>
      )}
      {saving.error && <Failure error={saving.error} />}
      <Button
        type="primary"
        disabled={body === integration.config.body || preview.error !== null}
        loading={saving.isPending}
        onClick={() => saving.mutate()}
        data-testid="mapping-save"
      >
        {words.save}
      </Button>
    </div>
  );
}
