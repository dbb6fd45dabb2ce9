import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { documentsQuery } from "../../api/queries";
import { useText } from "../../i18n/context";
import { fileOf, nameOf } from "./pasted";

/** Takes a text with a title as a document. */
export function PasteForm({ onFile }: { onFile(file: File): void }) {
  const t = useText().knowledge.paste;
  const [title, setTitle] = useState("");
  const [body, setBody] = useState("");
  const name = nameOf(title);
  const known = useQuery(documentsQuery).data?.documents.find((document) => document.name === name);
  return (
    <form
      className="paste-form"
      onSubmit={(event) => {
        event.preventDefault();
        onFile(fileOf(title, body));
        setTitle("");
        setBody("");
      }}
    >
      <Input
        value={title}
        maxLength={120}
        onChange={(event) => setTitle(event.target.value)}
        placeholder={t.title}
        aria-label={t.title}
        data-testid="paste-title"
      />
      <Input.TextArea
        value={body}
        autoSize={{ minRows: 6, maxRows: 24 }}
        onChange={(event) => setBody(event.target.value)}
        placeholder={t.body}
        aria-label={t.body}
        data-testid="paste-body"
      />
      <div className="paste-foot">
        <Button type="primary" htmlType="submit" disabled={!name || !body.trim()} data-testid="paste-add">
          {t.add}
        </Button>
        <span className="muted">{known ? t.next(known.latest_version + 1) : name && t.becomes(name)}</span>
      </div>
    </form>
  );
}
