import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Collapse, Tabs } from "antd";
import { useMemo, useState } from "react";
import { ApiError } from "../api/http";
import { type IntentList, type IntentsPage, intentsHistoryQuery, intentsQuery, saveIntents } from "../api/intents";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { RelativeTime } from "../components/RelativeTime";
import { useErrorText } from "../components/useErrorText";
import { named, useText } from "../i18n/context";
import { Confusions } from "./intents/Confusions";
import { type Draft, draftsOf, freshDraft, linesOf, listOf, problemsOf } from "./intents/draft";
import { IntentEditor } from "./intents/IntentEditor";
import { TrySentence } from "./intents/TrySentence";
import { History } from "./policy/History";
import { Allowed, Locked } from "../layout/Allowed";

/** What customers want: the list that triage knows, edited, tried and learnt. */
export default function Intents() {
  const { data, error, refetch } = useQuery(intentsQuery);
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />;
  // What is being edited survives a refetch; a saved list starts anew.
  return <Editor key={data.number} page={data} />;
}

function Editor({ page }: { page: IntentsPage }) {
  const text = useText();
  const t = text.intentList;
  const client = useQueryClient();
  const explain = useErrorText();
  const { message } = App.useApp();
  const [drafts, setDrafts] = useState<Draft[]>(() => draftsOf(page.document));
  const [open, setOpen] = useState<string[]>([]);
  const [history, setHistory] = useState(false);
  const [refused, setRefused] = useState<{ list: IntentList; error: Error } | null>(null);
  const list = useMemo(() => listOf(drafts), [drafts]);
  const changed = useMemo(() => JSON.stringify(list) !== JSON.stringify(page.document), [list, page.document]);
  const refuse = (sent: IntentList, error: Error): void => {
    setRefused({ list: sent, error });
    if (!(error instanceof ApiError)) return;
    const wrong = error.fields.map(({ field }) => drafts[Number(field.split(".")[1])]?.id).filter((id) => id !== undefined);
    setOpen((before) => [...new Set([...before, ...wrong.map(String)])]);
  };
  const save = useMutation({
    mutationFn: () => saveIntents(list, page.number),
    onSuccess: (saved) => {
      client.setQueryData(intentsQuery.queryKey, saved);
      void message.success(t.saved);
    },
    onError: (error) => refuse(list, error),
  });
  const change = (id: number, part: Partial<Draft>): void =>
    setDrafts((before) => before.map((draft) => (draft.id === id ? { ...draft, ...part } : draft)));
  const add = (): void => {
    const fresh = freshDraft(drafts);
    setDrafts([...drafts, fresh]);
    setOpen((before) => [...before, String(fresh.id)]);
  };
  const problems = refused?.error instanceof ApiError ? refused.error.fields : [];
  const items = drafts.map((draft, place) => {
    const wrong = problemsOf(problems, place);
    const examples = linesOf(draft.en).length + linesOf(draft.zh).length;
    return {
      key: String(draft.id),
      label: (
        <span className="intent-label">
          <strong>{draft.name ? named(text.intents, draft.name) : t.unnamed}</strong>
          <span className="muted">{t.counts(linesOf(draft.phrases).length, examples)}</span>
          {wrong.length > 0 && <span className="bad">{t.wrong(wrong.length)}</span>}
        </span>
      ),
      children: (
        <IntentEditor
          draft={draft}
          place={place}
          problems={wrong}
          sent={refused?.list ?? list}
          onChange={(part) => change(draft.id, part)}
          onRemove={() => {
            setDrafts(drafts.filter(({ id }) => id !== draft.id));
            setRefused(null);
          }}
        />
      ),
    };
  });
  return (
    <div className="page policy" data-testid="intents">
      <header className="policy-head">
        <div>
          <h1>{t.title}</h1>
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
          <Allowed right="manage">
            <Button
              type="primary"
              disabled={!changed}
              loading={save.isPending}
              onClick={() => {
                setRefused(null);
                save.mutate();
              }}
              data-testid="intents-save"
            >
              {t.save}
            </Button>
          </Allowed>
        </div>
      </header>
      <p className="muted intent-intro">{t.intro(page.fewest_examples)}</p>
      {refused && (
        <Alert
          type="error"
          showIcon
          className="failure"
          title={problems.length ? t.notSaved(problems.length) : explain(refused.error)}
          data-testid="intents-error"
        />
      )}
      <Allowed right="manage">
        <TrySentence list={list} onProblems={refuse} />
      </Allowed>
      <Tabs
        items={[
          {
            key: "list",
            label: t.list(drafts.length),
            children: (
              <Locked right="manage">
                <Collapse items={items} activeKey={open} onChange={(keys) => setOpen([keys].flat())} />
                <Button icon={<PlusOutlined />} className="intent-add" onClick={add} data-testid="intent-add">
                  {t.add}
                </Button>
              </Locked>
            ),
          },
          {
            key: "confusions",
            label: t.confusions,
            children: <Confusions learnt={page.learnt} fewest={page.fewest_examples} />,
          },
        ]}
      />
      <History
        query={intentsHistoryQuery}
        open={history}
        onClose={() => setHistory(false)}
        onTake={(former) => {
          setDrafts(draftsOf(former.document));
          setRefused(null);
          setHistory(false);
        }}
      />
    </div>
  );
}
