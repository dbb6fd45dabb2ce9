import { Button, Input } from "antd";
import { useState } from "react";
import { act, setValidity } from "../../api/actions";
import type { Version } from "../../api/types";
import { localMoment, momentOf } from "../../components/localMoment";
import { named, useText } from "../../i18n/context";
import { useChange } from "./useChange";

interface Props {
  documentId: string;
  version: Version;
  /** Also publishes it: at once, or when it becomes valid. */
  publishes: boolean;
  onDone(): void;
}

/** From when until when a version may be used, in the reader's own time zone; an empty field is without bound. */
export function ValidityForm({ documentId, version, publishes, onDone }: Props) {
  const text = useText();
  const [from, setFrom] = useState(localMoment(version.valid_from));
  const [until, setUntil] = useState(localMoment(version.valid_until));
  const save = useChange<boolean, Version>(
    async (publish) => {
      const bounds = { valid_from: momentOf(from), valid_until: momentOf(until) };
      const changed = await setValidity(documentId, version.version, bounds);
      return publish ? act(documentId, version.version, "publish", changed.status) : changed;
    },
    (done) => text.documents.acted(done.version, named(text.documents.statuses, done.status)),
  );
  return (
    <form
      className="validity"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(publishes, { onSuccess: onDone });
      }}
    >
      <label>
        <span className="muted">{text.documents.validFrom}</span>
        <Input type="datetime-local" data-testid="valid-from" value={from} onChange={(event) => setFrom(event.target.value)} />
      </label>
      <label>
        <span className="muted">{text.documents.validUntil}</span>
        <Input type="datetime-local" value={until} onChange={(event) => setUntil(event.target.value)} />
      </label>
      <Button htmlType="submit" type="primary" loading={save.isPending} data-testid="validity-submit">
        {publishes ? text.knowledge.review.publishThen : text.documents.save}
      </Button>
      {publishes && (
        <Button loading={save.isPending} onClick={() => save.mutate(false, { onSuccess: onDone })}>
          {text.documents.save}
        </Button>
      )}
    </form>
  );
}
