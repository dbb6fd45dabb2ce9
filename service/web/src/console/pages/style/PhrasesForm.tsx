import { Switch } from "antd";
import { useText } from "../../i18n/context";
import { Field } from "../policy/Field";
import { type Editing, LinesField } from "./editing";

/** What no reply may say: phrases, and promises that nothing backs. */
export function PhrasesForm({ draft, set }: Editing) {
  const text = useText();
  return (
    <>
      <LinesField
        label={`${text.style.forbidden} (${draft.forbidden.length})`}
        path="forbidden"
        value={draft.forbidden}
        set={set}
        help={text.style.forbiddenHelp}
        testId="style-forbidden"
      />
      <Field path="promises.enabled" label={text.style.promises} help={text.style.promisesHelp}>
        <Switch
          checked={draft.promises.enabled}
          onChange={(value) => set("promises.enabled", value)}
          data-testid="style-promises"
        />
      </Field>
      {draft.promises.enabled && (
        <LinesField
          label={text.style.allowed}
          path="promises.allowed"
          value={draft.promises.allowed}
          set={set}
          help={text.style.allowedHelp}
          testId="style-allowed"
        />
      )}
    </>
  );
}
