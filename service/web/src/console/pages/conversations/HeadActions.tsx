import { EllipsisOutlined, RollbackOutlined } from "@ant-design/icons";
import { Button, Popover } from "antd";
import { useState } from "react";
import type { ConversationDetail } from "../../api/types";
import { useMedia } from "../../components/useMedia";
import { useText } from "../../i18n/context";
import { CloseButton } from "./CloseButton";
import { TransferButton } from "./TransferButton";
import type { useDesk } from "./useDesk";

interface Props {
  detail: ConversationDetail;
  desk: Pick<ReturnType<typeof useDesk>, "giveBack" | "transfer" | "close">;
}

/** What becomes of a conversation: back to the agent, on to somebody else, closed; on a phone behind one button. */
export function HeadActions({ detail, desk }: Props) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const phone = useMedia("(max-width: 760px)");
  const wide = useMedia("(min-width: 1600px)");
  const { state } = detail.conversation;
  const passed = detail.mine || state === "waiting";
  const folded = phone && passed;
  const actions = (
    <>
      {passed && (
        <Button
          icon={<RollbackOutlined />}
          loading={desk.giveBack.isPending}
          onClick={() => desk.giveBack.mutate()}
          aria-label={text.conversations.giveBack}
          title={text.conversations.giveBackExplain}
          data-testid="give-back"
        >
          {(wide || folded || state === "human") && text.conversations.giveBack}
        </Button>
      )}
      {passed && <TransferButton transfer={desk.transfer} label={wide || folded} />}
      {state !== "closed" && <CloseButton close={desk.close} label={wide || folded} />}
    </>
  );
  if (!folded) return actions;
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      placement="bottomRight"
      content={<div className="head-actions">{actions}</div>}
    >
      <Button icon={<EllipsisOutlined />} aria-label={text.common.moreActions} aria-expanded={open} data-testid="head-more" />
    </Popover>
  );
}
