import { InputNumber, Switch } from "antd";
import { useText } from "../../i18n/context";
import { Field } from "../policy/Field";
import { ChannelsLeftOut } from "./ChannelsLeftOut";
import type { FormProps } from "./form";

/** Whether customers of channels are asked for a rating, and until when their answer counts as one. */
export function InvitationForm({ draft, set, channels }: FormProps) {
  const text = useText();
  const words = text.closing;
  const { invitation } = draft;
  return (
    <>
      <Field path="invitation.enabled" label={words.invites} help={words.invitesHelp}>
        <Switch
          checked={invitation.enabled}
          onChange={(value) => set("invitation.enabled", value)}
          data-testid="closing-invitation"
        />
      </Field>
      {invitation.enabled && (
        <div className="policy-grid">
          <Field path="invitation.within_hours" label={words.withinHours} help={words.withinHelp}>
            <InputNumber<number>
              className="closing-time"
              value={invitation.within_hours}
              min={0}
              suffix={words.hours}
              onChange={(next) => set("invitation.within_hours", next)}
            />
          </Field>
          <Field path="invitation.except_in" label={words.exceptIn}>
            <ChannelsLeftOut
              value={invitation.except_in}
              channels={channels.filter((channel) => channel !== "widget")}
              onChange={(value) => set("invitation.except_in", value)}
            />
          </Field>
        </div>
      )}
    </>
  );
}
