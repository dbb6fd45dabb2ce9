import { Alert, App, Button, ConfigProvider, Input, Segmented } from "antd";
import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import type { RulesPage, WrittenRule } from "../../../api/rules";
import { useErrorText } from "../../../components/useErrorText";
import { useText } from "../../../i18n/context";
import { useMay } from "../../../layout/useMay";
import { useUnsaved } from "../../policy/useUnsaved";
import { MistakeText } from "./RuleField";
import { RuleForm } from "./RuleForm";
import { TrialResult } from "./TrialResult";
import { type Mode, useRuleEditor } from "./useRuleEditor";

interface Props {
  start: WrittenRule;
  page: RulesPage;
  /** The rule that it takes the place of; none for a new one. */
  former: string | undefined;
}

/** A rule is written as a form or as YAML, tried on what was said this week, and put in force. */
export function RuleEditor({ start, page, former }: Props) {
  const text = useText();
  const t = text.quality.rules;
  const may = useMay()("monitor");
  const navigate = useNavigate();
  const explain = useErrorText();
  const { message } = App.useApp();
  const editing = useRuleEditor(start, page, former);
  const { mode, mistakes, tried, trial, activate, error } = editing;
  const result = useRef<HTMLDivElement>(null);
  useUnsaved(editing.changed);
  useEffect(() => {
    if (tried) result.current?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }, [tried]);
  const putInForce = (): void =>
    activate.mutate(undefined, {
      onSuccess: (saved) => {
        if (!saved) return;
        void message.success(t.activated);
        void navigate("/quality/rules");
      },
    });
  return (
    <div className="rule-editor" data-testid="rule-editor">
      <Segmented<Mode>
        value={mode}
        disabled={editing.turning}
        options={[
          { value: "form", label: t.form },
          { value: "yaml", label: t.yaml },
        ]}
        onChange={editing.turn}
        data-testid="rule-mode"
      />
      <ConfigProvider componentDisabled={!may}>
        {mode === "form" ? (
          <RuleForm editing={editing} page={page} />
        ) : (
          <Input.TextArea
            value={editing.yaml}
            onChange={(event) => editing.write(event.target.value)}
            autoSize={{ minRows: 14, maxRows: 40 }}
            spellCheck={false}
            className="yaml"
            aria-label={t.yaml}
            data-testid="rule-yaml"
          />
        )}
      </ConfigProvider>
      {mistakes.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t.wrong(mistakes.length)}
          description={mode === "yaml" && mistakes.map((one) => <div key={one.field + one.problem}><MistakeText mistake={one} line /></div>)}
          data-testid="rule-wrong"
        />
      )}
      {error && <Alert type="error" showIcon title={explain(error)} data-testid="failure" />}
      <div className="rule-acts">
        {may && (
          <>
            <Button loading={trial.isPending} onClick={() => trial.mutate()} data-testid="rule-try">
              {t.tryIt}
            </Button>
            <Button type="primary" loading={activate.isPending} onClick={putInForce} data-testid="rule-activate">
              {t.activate}
            </Button>
          </>
        )}
        <Button onClick={() => void navigate("/quality/rules")}>{text.common.cancel}</Button>
        {trial.isPending && <span className="muted">{t.trying}</span>}
      </div>
      <div ref={result}>{tried && <TrialResult tried={tried} />}</div>
    </div>
  );
}
