import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Modal, Typography } from "antd";
import { type Linked, newLink } from "../../api/team";
import { Failure } from "../../components/Failure";
import { useLocalisation } from "../../i18n/context";

interface Props {
  link: Linked;
  onClose(): void;
  onLink(made: Linked): void;
}

/** Where a link went by mail; or the link itself to pass on, the one time that it can be shown, and why no mail went. */
export function LinkShown({ link, onClose, onLink }: Props) {
  const { text, locale, language } = useLocalisation();
  const t = text.users;
  const until = new Date(link.expires_at).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
  const showing = useMutation({ mutationFn: () => newLink(link.user.id, { language, by_mail: false }), onSuccess: onLink });
  return (
    <Modal
      open
      title={<bdi>{t.linkFor(link.user.email)}</bdi>}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <>
          {link.sent_to && (
            <Button onClick={() => showing.mutate()} loading={showing.isPending} data-testid="link-instead">
              {t.linkInstead}
            </Button>
          )}
          <Button type="primary" onClick={onClose} data-testid="link-done">
            {t.done}
          </Button>
        </>
      }
    >
      {link.sent_to && <Alert className="link-note" type="success" showIcon title={<bdi>{t.sentTo(link.sent_to)}</bdi>} description={t.sentUntil(until)} data-testid="link-sent" />}
      {link.not_sent && <Alert className="link-note" type={link.why ? "error" : "info"} showIcon title={t.notSent[link.not_sent]} description={link.why ?? undefined} data-testid="link-not-sent" />}
      {showing.error && <Failure error={showing.error} />}
      {link.path && (
        <>
          <p>{t.linkOnce(until)}</p>
          <Typography.Text copyable code data-testid="password-link">
            {`${location.origin}${link.path}`}
          </Typography.Text>
        </>
      )}
    </Modal>
  );
}
