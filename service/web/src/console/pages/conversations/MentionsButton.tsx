import { BellOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Badge, Button, Popover } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { mentionsQuery } from "../../api/desk";
import { Avatar } from "../../components/Avatar";
import { RelativeTime } from "../../components/RelativeTime";
import { useText } from "../../i18n/context";
import { useCustomerName } from "./useCustomerName";

/** What the reader is to look at: notes that name them, and conversations that were passed to them. */
export function MentionsButton() {
  const text = useText();
  const t = text.inbox.mentions;
  const customerName = useCustomerName();
  const [open, setOpen] = useState(false);
  const { mentions = [], unseen = 0 } = useQuery(mentionsQuery).data ?? {};
  const list = (
    <ul className="mention-list" data-testid="mentions">
      {!mentions.length && <li className="muted">{t.none}</li>}
      {mentions.map(({ entry, conversation_id, customer_id, customer, seen }) => (
        <li key={entry.id} className={seen ? "muted" : undefined}>
          <Link to={`/conversations/${conversation_id}`} onClick={() => setOpen(false)} data-testid="mention">
            {entry.kind === "assigned" ? (
              text.assigned.givenToYou
            ) : entry.kind === "taken_back" ? (
              t.takenFromYou
            ) : (
              <>
                <Avatar name={entry.by ?? ""} picture={entry.by_picture} size={20} /> <strong>{entry.by}</strong> {entry.kind === "note" ? entry.text : t.passedToYou}
              </>
            )}
          </Link>
          <span className="muted">
            <bdi>{customerName({ id: customer_id, name: customer })}</bdi> ·{" "}
            <RelativeTime at={entry.at} />
          </span>
        </li>
      ))}
    </ul>
  );
  return (
    <Popover trigger="click" open={open} onOpenChange={setOpen} placement="bottomRight" title={t.title} content={list}>
      <Badge count={unseen} size="small" data-testid="mentions-badge">
        <Button icon={<BellOutlined />} aria-label={t.count(unseen)} title={t.title} data-testid="mentions-open" />
      </Badge>
    </Popover>
  );
}
