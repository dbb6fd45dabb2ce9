import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Mentions } from "antd";
import { useState } from "react";
import { randomId } from "../../../shared/ids";
import { colleaguesQuery } from "../../api/colleagues";
import { addNote } from "../../api/desk";
import { useErrorText } from "../../components/useErrorText";
import { useText } from "../../i18n/context";
import { mentionedIn } from "./mentioned";

/** A note for colleagues: "@" names who is told of it. The customer never sees it. */
export default function NoteBox({ id }: { id: string }) {
  const t = useText().inbox.note;
  const client = useQueryClient();
  const { message } = App.useApp();
  const explain = useErrorText();
  const [draft, setDraft] = useState({ text: "", client_id: randomId() });
  const colleagues = (useQuery(colleaguesQuery).data?.colleagues ?? []).filter(({ answers }) => answers);
  const adding = useMutation({
    mutationFn: () => addNote(id, draft.text.trim(), mentionedIn(draft.text, colleagues), draft.client_id),
    onSuccess: async () => {
      setDraft({ text: "", client_id: randomId() });
      await client.invalidateQueries({ queryKey: ["conversation", id] });
    },
    onError: (error) => void message.error(explain(error)),
  });
  const send = (): void => {
    if (draft.text.trim() && !adding.isPending) adding.mutate();
  };
  return (
    <div className="note-box">
      <Mentions
        value={draft.text}
        autoFocus
        autoSize={{ minRows: 1, maxRows: 8 }}
        maxLength={4000}
        placement="top"
        aria-label={t.label}
        placeholder={t.hint}
        options={colleagues.map(({ id: value, name }) => ({ key: value, value: name, label: name }))}
        onChange={(text) => setDraft((before) => ({ ...before, text }))}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          send();
        }}
        data-testid="note-input"
      />
      <Button onClick={send} loading={adding.isPending} disabled={!draft.text.trim()} data-testid="note-send">
        {t.add}
      </Button>
    </div>
  );
}
