import { ArrowLeftOutlined, InfoCircleOutlined, UndoOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { Link, useLocation } from "react-router";
import type { ConversationDetail } from "../../api/types";
import { useText } from "../../i18n/context";
import { useMay } from "../../layout/useMay";
import { AnswerBy } from "./AnswerBy";
import { HeadActions } from "./HeadActions";
import { MoodLine } from "./MoodLine";
import { StateTag } from "./StateTag";
import { UrgencyTag } from "./UrgencyTag";
import { useCustomerName } from "./useCustomerName";
import { useDesk } from "./useDesk";
import { useShortcut } from "./useShortcut";

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
  const may = useMay();
  const desk = useDesk(row.id);
  const { claim, reopen } = desk;
  const claimable = may("answer") && (row.state === "waiting" || row.state === "open");
  useShortcut("c", () => claimable && !claim.isPending && claim.mutate());
  useShortcut("e", () => document.querySelector<HTMLElement>('.conversation-head :is([data-testid="close"], [data-testid="head-more"])')?.click());
  return (
    <header className="conversation-head">
      <Link to={{ pathname: "/conversations", search }} className="back" aria-label={text.conversations.back}>
        <ArrowLeftOutlined />
      </Link>
      <div className="conversation-title">
        <h1>
          <bdi>{customerName(row.customer)}</bdi>
        </h1>
        <StateTag state={row.state} />
        {detail.mine && row.answer_by && <AnswerBy until={row.answer_by} />}
        {row.state !== "closed" && <UrgencyTag urgency={row.urgency} />}
        <MoodLine detail={detail} />
      </div>
      {row.state === "human" && row.operator && !detail.mine && (
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
      {detail.mine && row.answer_by && (
        <Button type="primary" loading={claim.isPending} onClick={() => claim.mutate()} data-testid="accept">
          {text.assigned.accept}
        </Button>
      )}
      {may("answer") && <HeadActions detail={detail} desk={desk} />}
      {may("answer") && row.state === "closed" && (
        <Button icon={<UndoOutlined />} loading={reopen.isPending} onClick={() => reopen.mutate()} data-testid="reopen">
          {text.inbox.reopen}
        </Button>
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
