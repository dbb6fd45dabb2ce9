import { ClockCircleOutlined, FrownOutlined, RiseOutlined, WarningOutlined } from "@ant-design/icons";
import { NavLink, useLocation } from "react-router";
import type { ConversationRow } from "../../api/types";
import { RelativeTime } from "../../components/RelativeTime";
import { named, useText } from "../../i18n/context";
import { UPSET_FROM } from "./moods";
import { saidOf } from "./said";
import { StateTag } from "./StateTag";
import { UrgencyTag } from "./UrgencyTag";
import { useCustomerName } from "./useCustomerName";

export function ListItem({ row }: { row: ConversationRow }) {
  const text = useText();
  const customerName = useCustomerName();
  const { search } = useLocation();
  const { kind, words } = saidOf(row.preview);
  return (
    <NavLink
      to={{ pathname: `/conversations/${row.id}`, search }}
      className="item"
      data-testid="conversation-row"
      data-id={row.id}
      data-state={row.state}
    >
      <span className="item-top">
        <bdi className="item-name">{customerName(row.customer)}</bdi>
        <span className="muted">
          <RelativeTime at={row.last_message_at ?? row.started_at} />
        </span>
      </span>
      <span className="item-preview" dir="auto">
        {kind && <em>{named(text.attachments.kinds, kind)}</em>} {words}
      </span>
      <span className="item-tags">
        <StateTag state={row.state} />
        {row.state !== "closed" && <UrgencyTag urgency={row.urgency} />}
        {row.handoff_reason && row.state !== "closed" && <span>{named(text.reasons, row.handoff_reason)}</span>}
        {(row.upset ?? 0) >= UPSET_FROM && (
          <span className="bad">
            <FrownOutlined /> {text.conversations.upset}
          </span>
        )}
        {row.worse && row.state !== "closed" && (
          <span className="bad" data-testid="worse">
            <RiseOutlined /> {text.conversations.worse}
          </span>
        )}
        {row.priority > 0 && row.state === "waiting" && (
          <span className="bad" data-testid="waits-long">
            <ClockCircleOutlined /> {text.conversations.waitsLong}
          </span>
        )}
        {row.unsent > 0 && (
          <span className="bad">
            <WarningOutlined /> {text.conversations.unsent(row.unsent)}
          </span>
        )}
        <span className="muted item-channel">{named(text.channels, row.channel)}</span>
      </span>
    </NavLink>
  );
}
