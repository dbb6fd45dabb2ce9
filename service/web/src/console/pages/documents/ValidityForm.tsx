import { Button, Input } from "antd";
import { useState } from "react";
import { setValidity } from "../../api/actions";
import type { Version } from "../../api/types";
import { localMoment, momentOf } from "../../components/localMoment";
import { useText } from "../../i18n/context";
import { useChange } from "./useChange";

/** From when until when a version may be used, in the reader's own time zone; an empty field is without bound. */
export function ValidityForm({ documentId, version, onDone }: { documentId: string; version: Version; onDone(): void }) {
  const text = useText();
  const [from, setFrom] = useState(localMoment(version.valid_from));
  const [until, setUntil] = useState(localMoment(version.valid_until));
  const save = useChange<void, Version>(
    () => setValidity(documentId, version.version, { valid_from: momentOf(from), valid_until: momentOf(until) }),
    () => text.documents.saved,
  );
  return (
    <form
      className="validity"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined, { onSuccess: onDone });
      }}
    >
      <label>
        <span className="muted">{text.documents.validFrom}</span>
        <Input type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
      </label>
      <label>
        <span className="muted">{text.documents.validUntil}</span>
        <Input type="datetime-local" value={until} onChange={(event) => setUntil(event.target.value)} />
      </label>
      <Button htmlType="submit" type="primary" loading={save.isPending}>
        {text.documents.save}
      </Button>
    </form>
  );
}
