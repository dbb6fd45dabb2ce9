import { Modal } from "antd";
import { useState } from "react";
import { useText } from "../../i18n/context";
import { useShortcut } from "./useShortcut";

const KEYS = ["j", "k", "c", "r", "n", "e", "/", "?"] as const;

/** "?" shows which keys do what. */
export function ShortcutHelp() {
  const t = useText().inbox.keys;
  const [open, setOpen] = useState(false);
  useShortcut("?", () => setOpen(true));
  return (
    <Modal title={t.title} open={open} onCancel={() => setOpen(false)} footer={null} width={420}>
      <dl className="keys" data-testid="shortcut-help">
        {KEYS.map((key) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t.names[key]}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>/</kbd>
          </dt>
          <dd>{t.canned}</dd>
        </div>
      </dl>
    </Modal>
  );
}
