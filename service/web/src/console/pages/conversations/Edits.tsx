import type { Edit } from "../../api/types";
import { named, useText } from "../../i18n/context";

/** What was added to the reply and left out of it, and what was wrong with drafts that were not sent. */
export function Edits({ edits }: { edits: readonly Edit[] }) {
  const text = useText();
  return (
    <>
      <h4>{text.turns.edits}</h4>
      <ul className="edits" data-testid="edits">
        {edits.map((edit, index) => (
          <li key={index} data-act={edit.act}>
            {named(text.turns.acts, edit.act)}
            {edit.reason && <strong> {named(text.turns.faults, edit.reason)}</strong>} <q dir="auto">{edit.text}</q>
          </li>
        ))}
      </ul>
    </>
  );
}
