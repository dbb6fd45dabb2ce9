import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Tabs } from "antd";
import { useMemo, useState } from "react";
import {
  leadPolicyHistoryQuery,
  leadPolicyQuery,
  saveLeadPolicy,
  type LeadPolicyDocument,
  type LeadPolicyPage,
} from "../../api/leads";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { RelativeTime } from "../../components/RelativeTime";
import { useErrorText } from "../../components/useErrorText";
import { useText } from "../../i18n/context";
import { ProblemsContext } from "../policy/context";
import { explained, withValue } from "../policy/draft";
import { History } from "../policy/History";
import { AskingForm } from "./AskingForm";
import { ExceptionsForm } from "./ExceptionsForm";
import { ScoreForm } from "./ScoreForm";
import { WordsForm } from "./WordsForm";

/** When customers are asked for contact details, in which words, and what a lead is worth. */
export function LeadPolicy() {
  const { data, error, refetch } = useQuery(leadPolicyQuery);
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />;
  // What is being edited survives a refetch; a saved policy starts anew.
  return <Editor key={data.number} page={data} />;
}

function Editor({ page }: { page: LeadPolicyPage }) {
  const text = useText();
  const client = useQueryClient();
  const explain = useErrorText();
  const { message } = App.useApp();
  const [draft, setDraft] = useState<LeadPolicyDocument>(page.document);
  const [taken, setTaken] = useState(0);
  const [history, setHistory] = useState(false);
  const save = useMutation({
    mutationFn: () => saveLeadPolicy(draft, page.number),
    onSuccess: (saved) => {
      client.setQueryData(leadPolicyQuery.queryKey, saved);
      void message.success(text.policy.saved);
    },
  });
  const problems = useMemo(
    () => explained(save.error, { ...text.policy.problems, ...text.leadPolicy.problems }),
    [save.error, text],
  );
  const set = (path: string, value: unknown) => setDraft((before) => withValue(before, path, value));
  const intents = page.intents;
  const tab = (key: keyof typeof text.leadPolicy.tabs, sections: string[], children: React.ReactNode) => {
    const wrong = problems.filter(({ field }) => sections.includes(field.split(".")[0] ?? "")).length;
    const label = text.leadPolicy.tabs[key];
    return { key, label: wrong ? <span className="bad">{`${label} (${wrong})`}</span> : label, children };
  };
  return (
    <div className="policy" data-testid="lead-policy">
      <header className="policy-head">
        <div>
          <p>{text.leadPolicy.intro}</p>
          <p className="muted">
            {page.at && page.by ? (
              <>
                {text.policy.savedBy(page.by)} <RelativeTime at={page.at} />
              </>
            ) : (
              text.policy.ofSettings
            )}
          </p>
        </div>
        <div className="policy-actions">
          <Button onClick={() => setHistory(true)}>{text.policy.history}</Button>
          <Button
            type="primary"
            disabled={draft === page.document}
            loading={save.isPending}
            onClick={() => save.mutate()}
            data-testid="lead-policy-save"
          >
            {text.policy.save}
          </Button>
        </div>
      </header>
      {save.error && (
        <Alert
          type="error"
          showIcon
          className="failure"
          title={problems.length ? text.policy.notSaved(problems.length) : explain(save.error)}
          data-testid="lead-policy-error"
        />
      )}
      <ProblemsContext.Provider value={problems}>
        <Tabs
          key={taken}
          items={[
            tab("asking", ["enabled", "fields", "at_once", "required", "when", ""], <AskingForm {...{ draft, set, intents }} />),
            tab("overrides", ["overrides"], <ExceptionsForm {...{ draft, set, intents }} />),
            tab("words", ["words"], <WordsForm {...{ draft, set }} fixed={page.fixed_words} />),
            tab("score", ["score"], <ScoreForm {...{ draft, set, intents }} />),
          ]}
        />
      </ProblemsContext.Provider>
      <History
        query={leadPolicyHistoryQuery}
        open={history}
        onClose={() => setHistory(false)}
        onTake={(former) => {
          setDraft(former.document);
          setTaken((before) => before + 1);
          setHistory(false);
        }}
      />
    </div>
  );
}
