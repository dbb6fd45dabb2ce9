import { CloseOutlined, PaperClipOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useRef } from "react";
import { fileSize } from "../../components/formats";
import { useErrorText } from "../../components/useErrorText";
import { useLocalisation } from "../../i18n/context";
import { useFileDrop } from "../../components/useFileDrop";
import { useSentFiles } from "./useSentFiles";

/** Files to send: chosen by the button, pasted or dropped; looked at once more before they go. */
export function ReplyFiles({ id, disabled }: { id: string; disabled: boolean }) {
  const { text, locale } = useLocalisation();
  const words = text.attachments;
  const explain = useErrorText();
  const picker = useRef<HTMLInputElement>(null);
  const { chosen, add, remove, send, sending } = useSentFiles(id);
  const over = useFileDrop(add);
  return (
    <>
      {over && <p className="reply-drop">{words.drop}</p>}
      {chosen.length > 0 && (
        <ul className="reply-files" data-testid="reply-files">
          {chosen.map(({ client_id, file, error, state }) => (
            <li key={client_id}>
              <bdi>{file.name}</bdi> <span className="muted">{fileSize(file.size, locale)}</span>
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                aria-label={words.remove(file.name)}
                disabled={state === "sending"}
                onClick={() => remove(client_id)}
              />
              {error && (
                <span role="alert" className="failed">
                  {explain(error)}
                </span>
              )}
            </li>
          ))}
          <li>
            <Button
              type="primary"
              size="small"
              loading={sending}
              disabled={disabled}
              onClick={() => void send()}
              data-testid="reply-files-send"
            >
              {words.send(chosen.length)}
            </Button>
          </li>
        </ul>
      )}
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          add(event.target.files ?? []);
          event.target.value = "";
        }}
        data-testid="reply-file-input"
      />
      <Button
        icon={<PaperClipOutlined />}
        disabled={disabled}
        title={words.attach}
        aria-label={words.attach}
        onClick={() => picker.current?.click()}
        data-testid="reply-attach"
      />
    </>
  );
}
