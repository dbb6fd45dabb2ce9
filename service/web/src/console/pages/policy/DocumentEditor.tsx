import { useMutation, useQueryClient, type UseQueryOptions } from "@tanstack/react-query";
import { Alert, App, Button, Tabs } from "antd";
import { useEffect, useMemo, useState, type ReactNode } from "react";
import type { Right } from "../../api/types";
import { RelativeTime } from "../../components/RelativeTime";
import { useErrorText } from "../../components/useErrorText";
import { useText } from "../../i18n/context";
import { ProblemsContext } from "./context";
import { explained, withValue } from "./draft";
import { History } from "./History";
import { useUnsaved } from "./useUnsaved";
import { Allowed, Locked } from "../../layout/Allowed";

/** A document in force, as the server sends it; `number` is 0 for the one of the settings. */
export interface DocumentPage<D> {
  number: number;
  document: D;
  at: string | null;
  by: string | null;
}

interface Former<D> {
  number: number;
  document: D;
  at: string;
  by: string;
}

/** One of the tabs; `sections` are the parts of the document whose problems it shows, "" being the whole of it. */
export interface Section {
  key: string;
  label: string;
  sections: string[];
  children: ReactNode;
}

export type SetValue = (path: string, value: unknown) => void;

interface Props<D, P extends DocumentPage<D>> {
  page: P;
  queryKey: readonly string[];
  history: UseQueryOptions<{ policies: Former<D>[] }, Error, { policies: Former<D>[] }, string[]>;
  /** Refused with 409 where somebody has saved since, with 422 and the fields where it makes no sense. */
  save(document: D, basedOn: number): Promise<P>;
  intro: string;
  /** What is wrong, by code; the server's own sentence stands where there is none. */
  words: Record<string, string>;
  testId: string;
  /** Whose it is to change; those of the settings unless said. */
  right?: Right;
  above?(draft: D): ReactNode;
  tabs(draft: D, set: SetValue): Section[];
}

/** A policy as forms: edited, saved with each mistake at its field, and taken back from the history. */
export function DocumentEditor<D, P extends DocumentPage<D>>(props: Props<D, P>) {
  const { page, testId, right = "manage" } = props;
  const text = useText();
  const client = useQueryClient();
  const explain = useErrorText();
  const { message } = App.useApp();
  const [base, setBase] = useState(page);
  const [draft, setDraft] = useState(page.document);
  const [taken, setTaken] = useState(0);
  const [history, setHistory] = useState(false);
  const changed = draft !== base.document;
  useUnsaved(changed);

  const startFrom = (next: P): void => {
    setBase(next);
    setDraft(next.document);
    setTaken((before) => before + 1);
  };
  const save = useMutation({
    mutationFn: () => props.save(draft, base.number),
    onSuccess: (saved) => {
      client.setQueryData(props.queryKey, saved);
      startFrom(saved);
      void message.success(text.policy.saved);
    },
  });
  const { reset } = save;
  const overtaken = page.number > base.number && changed && !save.isPending;
  useEffect(() => {
    // What another operator saved is shown at once, unless something is being written here.
    if (page.number <= base.number || changed) return;
    setBase(page);
    setDraft(page.document);
    setTaken((before) => before + 1);
    reset();
  }, [page, base.number, changed, reset]);

  const problems = useMemo(() => explained(save.error, props.words), [save.error, props.words]);
  const set: SetValue = (path, value) => setDraft((before) => withValue(before, path, value));
  const tabs = props.tabs(draft, set).map(({ key, label, sections, children }) => {
    const wrong = problems.filter(({ field }) => sections.includes(field.split(".")[0] ?? "")).length;
    return {
      key,
      label: wrong ? <span className="bad">{`${label} (${wrong})`}</span> : label,
      // Controls that keep what is typed start anew with another document.
      children: (
        <Locked key={taken} right={right}>
          {children}
        </Locked>
      ),
    };
  });
  return (
    <div className="policy" data-testid={testId}>
      <header className="policy-head">
        <div>
          <p>{props.intro}</p>
          <p className="muted">
            {base.at && base.by ? (
              <>
                {text.policy.savedBy(base.by)} <RelativeTime at={base.at} />
              </>
            ) : (
              text.policy.ofSettings
            )}
          </p>
        </div>
        <div className="policy-actions">
          <Button onClick={() => setHistory(true)} data-testid={`${testId}-history`}>
            {text.policy.history}
          </Button>
          {changed && (
            <Button
              onClick={() => {
                startFrom(page);
                reset();
              }}
              data-testid={`${testId}-discard`}
            >
              {text.policy.discard}
            </Button>
          )}
          <Allowed right={right}>
            <Button
              type="primary"
              disabled={!changed}
              loading={save.isPending}
              onClick={() => save.mutate()}
              data-testid={`${testId}-save`}
            >
              {text.policy.save}
            </Button>
          </Allowed>
        </div>
      </header>
      {overtaken && (
        <Alert type="warning" showIcon className="failure" title={text.policy.overtaken(page.by ?? "")} data-testid={`${testId}-overtaken`} />
      )}
      {save.error && (
        <Alert
          type="error"
          showIcon
          className="failure"
          title={problems.length ? text.policy.notSaved(problems.length) : explain(save.error)}
          data-testid={`${testId}-error`}
        />
      )}
      {props.above?.(draft)}
      <ProblemsContext.Provider value={problems}>
        <Tabs items={tabs} />
      </ProblemsContext.Provider>
      <History
        query={props.history}
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
