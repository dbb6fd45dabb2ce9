import { ArrowLeftOutlined, InfoCircleOutlined, RollbackOutlined, StopOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Popconfirm } from "antd";
import { Link, useLocation } from "react-router";
import { meQuery } from "../../api/queries";
import type { ConversationDetail } from "../../api/types";
import { useMedia } from "../../components/useMedia";
import { useText } from "../../i18n/context";
import { MoodLine } from "./MoodLine";
import { StateTag } from "./StateTag";
import { UrgencyTag } from "./UrgencyTag";
import { useCustomerName } from "./useCustomerName";
import { useDesk } from "./useDesk";

interface Props {
  detail: ConversationDetail;
  /** Given where the side card does not fit beside the thread. */
  onDetails: (() => void) | undefined;
}

export function ConversationHead({ detail, onDetails }: Props) {
  const row = detail.conversation;
  const text = useText();
  const customerName = useCustomerName();
  const { search } = useLocation();
  const roomy = useMedia("(min-width: 760px)");
  const wide = useMedia("(min-width: 1600px)");
  const { claim, giveBack, close } = useDesk(row.id);
  const claimable = row.state === "waiting" || row.state === "open";
  const me = useQuery(meQuery).data;
  const mine = row.state === "human" && me !== undefined && [me.name, me.email].includes(row.operator ?? "");
  return (
    <header className="conversation-head">
      <Link to={{ pathname: "/conversations", search }} className="back" aria-label={text.conversations.back}>
        <ArrowLeftOutlined />
      </Link>
      <h1>
        <bdi>{customerName(row.customer)}</bdi>
      </h1>
      <StateTag state={row.state} />
      {row.state !== "closed" && <UrgencyTag urgency={row.urgency} />}
      <MoodLine detail={detail} />
      {row.state === "human" && row.operator && (
        <span className="muted held">{text.conversations.claimedBy(row.operator)}</span>
      )}
      <span className="spacer" />
      {claimable && (
        <Button
          type={row.state === "waiting" ? "primary" : "default"}
          loading={claim.isPending}
          onClick={() => claim.mutate()}
          data-testid="claim"
        >
          {row.state === "waiting" ? text.conversations.claim : text.conversations.takeOver}
        </Button>
      )}
      {(mine || row.state === "waiting") && (
        <Button
          icon={<RollbackOutlined />}
          loading={giveBack.isPending}
          onClick={() => giveBack.mutate()}
          aria-label={text.conversations.giveBack}
          title={text.conversations.giveBackExplain}
          data-testid="give-back"
        >
          {roomy && text.conversations.giveBack}
        </Button>
      )}
      {row.state !== "closed" && (
        <Popconfirm
          title={text.conversations.closeAsk}
          description={text.conversations.closeExplain}
          onConfirm={() => close.mutate()}
          okText={text.conversations.close}
          okButtonProps={{ "data-testid": "close-confirm" }}
          cancelText={text.common.cancel}
          placement="bottomRight"
        >
          <Button
            icon={<StopOutlined />}
            loading={close.isPending}
            aria-label={text.conversations.close}
            title={wide ? undefined : text.conversations.close}
            data-testid="close"
          >
            {wide && text.conversations.close}
          </Button>
        </Popconfirm>
      )}
      {onDetails && (
        <Button
          icon={<InfoCircleOutlined />}
          aria-label={text.conversations.details}
          onClick={onDetails}
          data-testid="details"
        />
      )}
    </header>
  );
}
