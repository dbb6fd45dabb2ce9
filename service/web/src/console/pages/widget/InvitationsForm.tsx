import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, InputNumber, Segmented } from "antd";
import { type Invitation, OFTENS } from "../../api/widgets";
import { useText } from "../../i18n/context";
import { Choice } from "../leads/editing";
import { Field, Problems } from "../policy/Field";
import { SaidField } from "../style/editing";
import type { Editing } from "./editing";

const FRESH: Invitation = { text: { en: "", zh: "" }, pages: [], seconds: 20, scroll_percent: 0, often: "visitor" };

/** What the widget says by itself, and on which pages after what. */
export function InvitationsForm({ draft, set }: Editing) {
  const text = useText();
  const words = text.widget;
  const { invitations } = draft;
  return (
    <>
      <p className="muted">{words.invitationsHelp}</p>
      {invitations.map((invitation, index) => {
        const path = `invitations.${index}`;
        return (
          // They have no name of their own, and are only added at the end.
          <fieldset key={index} className="policy-override">
            <legend>{words.invitation(index + 1)}</legend>
            <SaidField label={words.says} path={`${path}.text`} value={invitation.text} set={set} />
            {!invitation.text.en && !invitation.text.zh && <Problems path={path} />}
            <div className="policy-grid">
              <Field path={`${path}.pages`} label={words.pages} help={words.pagesHelp}>
                <Choice free value={invitation.pages} onChange={(value) => set(`${path}.pages`, value)} options={[]} words={{}} placeholder={words.allPages} />
              </Field>
              <Field path={`${path}.seconds`} label={words.seconds}>
                <InputNumber<number> min={0} max={3600} value={invitation.seconds} onChange={(value) => set(`${path}.seconds`, value ?? 0)} />
              </Field>
              <Field path={`${path}.scroll_percent`} label={words.scroll}>
                <InputNumber<number> min={0} max={100} step={10} suffix="%" value={invitation.scroll_percent} onChange={(value) => set(`${path}.scroll_percent`, value ?? 0)} />
              </Field>
              <Field path={`${path}.often`} label={words.often}>
                <Segmented
                  value={invitation.often}
                  onChange={(value) => set(`${path}.often`, value)}
                  options={OFTENS.map((value) => ({ value, label: words.oftens[value] }))}
                />
              </Field>
            </div>
            <Button icon={<DeleteOutlined />} onClick={() => set("invitations", invitations.filter((_, other) => other !== index))}>
              {text.policy.remove}
            </Button>
          </fieldset>
        );
      })}
      <Button icon={<PlusOutlined />} onClick={() => set("invitations", [...invitations, FRESH])} data-testid="widget-invitation-add">
        {words.addInvitation}
      </Button>
    </>
  );
}
