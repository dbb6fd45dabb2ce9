import { AlertOutlined, ClockCircleOutlined, FrownOutlined, RiseOutlined, WarningOutlined } from "@ant-design/icons";
import { memo } from "react";
import { NavLink, useLocation } from "react-router";
import type { InboxPage, InboxRow } from "../../api/inbox";
import { RelativeTime } from "../../components/RelativeTime";
import { named, useText } from "../../i18n/context";
import { UPSET_FROM } from "./moods";
import { AnswerBy } from "./AnswerBy";
import { saidOf } from "./said";
import { StateTag } from "./StateTag";
import { UrgencyTag } from "./UrgencyTag";
import { useCustomerName } from "./useCustomerName";
import { WaitClock } from "./WaitClock";

interface Props {
  row: InboxRow;
  limits: InboxPage["limits"] | undefined;
}

export const ListItem = memo(function ListItem({ row, limits }: Props) {
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
      data-unread={row.unread}
    >
      <span className="item-top">
        <bdi className="item-name">{customerName(row.customer)}</bdi>
        <span className="muted">
          {row.waiting_since ? (
            <WaitClock since={row.waiting_since} limits={limits} />
          ) : (
            <RelativeTime at={row.last_message_at ?? row.started_at} />
          )}
        </span>
      </span>
      <span className="item-middle">
        <span className="item-preview" dir="auto" data-testid="row-preview">
          {row.found ? (
            row.found.parts.map((part, place) => (part.hit ? <mark key={place}>{part.text}</mark> : part.text))
          ) : (
            <>
              {kind && <em>{named(text.attachments.kinds, kind)}</em>} {words}
            </>
          )}
        </span>
        {row.unread > 0 && (
          <span className="unread" aria-label={text.inbox.unread(row.unread)} data-testid="unread">
            {row.unread > 99 ? "99+" : row.unread}
          </span>
        )}
      </span>
      <span className="item-tags">
        <StateTag state={row.state} />
        {row.mine && row.answer_by && <AnswerBy until={row.answer_by} />}
        {row.state === "waiting" && row.group && <bdi data-testid="row-group">{row.group}</bdi>}
        {row.state !== "closed" && <UrgencyTag urgency={row.urgency} />}
        {row.handoff_reason && row.state !== "closed" && <span>{named(text.reasons, row.handoff_reason)}</span>}
        {(row.upset ?? 0) >= UPSET_FROM && (
          <span className="bad">
            <FrownOutlined /> {text.conversations.upset}
          </span>
        )}
        {row.escalating && row.state !== "closed" && (
          <span className="bad" data-testid="escalating">
            <AlertOutlined /> {text.inbox.escalating}
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
});
