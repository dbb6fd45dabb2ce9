import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Space, Switch } from "antd";
import { useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { addReport, changeReport, type NewReport, reportQuery } from "../api/reports";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { useText } from "../i18n/context";
import { ContentFields } from "./reports/ContentFields";
import { draftOf } from "./reports/draft";
import { ScheduleFields } from "./reports/ScheduleFields";

/** Makes a report, from nothing or from what the dashboard showed; or changes one. */
export default function ReportEditor() {
  const { id } = useParams();
  const [search] = useSearchParams();
  const found = useQuery({ ...reportQuery(id ?? ""), enabled: id !== undefined });
  if (id === undefined) return <Editor initial={draftOf(search)} />;
  if (found.error) return <Failure error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { name, shared, content, schedule } = found.data.report;
  return <Editor id={id} initial={{ name, shared, content, schedule }} />;
}

function Editor({ id, initial }: { id?: string; initial: NewReport }) {
  const text = useText();
  const words = text.reports;
  const go = useNavigate();
  const client = useQueryClient();
  const [draft, setDraft] = useState(initial);
  const put = (part: Partial<NewReport>): void => setDraft((before) => ({ ...before, ...part }));
  const saving = useMutation({
    mutationFn: () => (id ? changeReport(id, draft) : addReport(draft)),
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: ["reports"] });
      void go(`/reports/${saved.id}`);
    },
  });
  const ready = draft.name.trim() !== "" && draft.content.rates.length > 0 && (!draft.schedule || draft.schedule.to.length > 0);
  return (
    <form
      className="page report-form"
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      <h1>{id ? draft.name : words.add}</h1>
      <label>
        <span>{words.name}</span>
        <Input value={draft.name} maxLength={100} autoFocus onChange={({ target }) => put({ name: target.value })} data-testid="report-name" />
      </label>
      <ContentFields content={draft.content} onContent={(content) => put({ content })} />
      <label className="switched">
        <Switch checked={draft.shared} onChange={(shared) => put({ shared })} data-testid="report-shared" />
        <span>{words.shared}</span>
      </label>
      <ScheduleFields schedule={draft.schedule} onSchedule={(schedule) => put({ schedule })} />
      {saving.error && <Failure error={saving.error} />}
      <Space>
        <Button type="primary" htmlType="submit" disabled={!ready} loading={saving.isPending} data-testid="report-save">
          {words.save}
        </Button>
        <Button onClick={() => void go(id ? `/reports/${id}` : "/reports")}>{text.common.cancel}</Button>
      </Space>
    </form>
  );
}
