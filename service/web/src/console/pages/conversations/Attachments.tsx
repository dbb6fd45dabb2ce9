import { Button } from "antd";
import type { Attachment } from "../../../shared/contract";
import { attachmentAddress } from "../../api/actions";
import { fileSize } from "../../components/formats";
import { useLocalisation } from "../../i18n/context";
import { useDesk } from "./useDesk";
import { useMay } from "../../layout/useMay";

interface Props {
  attachments: readonly Attachment[];
  /** What text stands in pictures is looked for in the customer's alone. */
  byCustomer: boolean;
  conversation: string;
}

/** What a customer attached, or an operator sent: pictures in place, files to download, and why one is not there. */
export function Attachments({ attachments, byCustomer, conversation }: Props) {
  return (
    <ul className="attachments">
      {attachments.map((one) => (
        <li key={one.id} data-testid="attachment" data-state={one.state}>
          <Attached attachment={one} byCustomer={byCustomer} conversation={conversation} />
        </li>
      ))}
    </ul>
  );
}

interface AttachedProps {
  attachment: Attachment;
  byCustomer: boolean;
  conversation: string;
}

function Attached({ attachment, byCustomer, conversation }: AttachedProps) {
  const { text, locale } = useLocalisation();
  const name = attachment.name ?? text.attachments.unnamed;
  const address = attachmentAddress(conversation, attachment.id);
  if (attachment.state !== "stored") return <Missing attachment={attachment} name={name} conversation={conversation} />;
  const size = attachment.size === null ? "" : fileSize(attachment.size, locale);
  return (
    <>
      {attachment.picture && (
        <a href={address} target="_blank" rel="noreferrer" className="attached-picture">
          <img src={address} alt={text.attachments.picture(name)} />
        </a>
      )}
      <div className="attached-file">
        <a href={address} download={attachment.name ?? true} data-testid="attachment-download">
          <bdi>{name}</bdi>
        </a>{" "}
        <span className="muted">{size}</span>
      </div>
      {byCustomer && attachment.picture && !attachment.text && <div className="muted">{text.attachments.unread}</div>}
      {attachment.text && (
        <details>
          <summary>{text.attachments.says}</summary>
          <blockquote dir="auto">{attachment.text}</blockquote>
        </details>
      )}
    </>
  );
}

function Missing({ attachment, name, conversation }: { attachment: Attachment; name: string; conversation: string }) {
  const { text } = useLocalisation();
  const { fetchAgain } = useDesk(conversation);
  const may = useMay();
  const failed = attachment.state === "failed";
  return (
    <div className={failed ? "attached-file failed" : "attached-file muted"}>
      <bdi>{name}</bdi> {failed ? text.attachments.failed : text.attachments.wanted}
      {attachment.error && <q lang="en">{attachment.error}</q>}{" "}
      {failed && may("answer") && (
        <Button
          size="small"
          loading={fetchAgain.isPending}
          onClick={() => fetchAgain.mutate(attachment.id)}
          data-testid="attachment-again"
        >
          {text.common.retry}
        </Button>
      )}
    </div>
  );
}
