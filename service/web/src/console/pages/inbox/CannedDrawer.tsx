import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Drawer, Input, Segmented, Select } from "antd";
import { useState } from "react";
import { addCanned, cannedQuery, changeCanned, type Canned, type Wording } from "../../api/desk";
import { Failure } from "../../components/Failure";
import { languageName } from "../../components/formats";
import { useLocalisation } from "../../i18n/context";

const SHORTCUT = /^[^\s/{}]{1,40}$/;

interface Props {
  /** Null for a new one. */
  reply: Canned | null;
  mayShare: boolean;
  mayOwn: boolean;
  onClose(): void;
}

/** Writes a ready reply. */
export function CannedDrawer({ reply, mayShare, mayOwn, onClose }: Props) {
  const { text, locale } = useLocalisation();
  const t = text.inbox.canned;
  const client = useQueryClient();
  const [wording, setWording] = useState<Wording>(reply ?? { shortcut: "", language: null, text: "" });
  const [shared, setShared] = useState(mayShare);
  const change = (part: Partial<Wording>): void => setWording((before) => ({ ...before, ...part }));
  const saving = useMutation({
    mutationFn: () => {
      const { shortcut, language, text: words } = wording;
      return reply ? changeCanned(reply, { shortcut, language, text: words }) : addCanned({ shortcut, language, text: words }, !shared);
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: cannedQuery.queryKey });
      onClose();
    },
  });
  const wrong = wording.shortcut !== "" && !SHORTCUT.test(wording.shortcut);
  const languages = (["en", "zh"] as const).map((value) => ({ value: value as string, label: languageName(value, locale) }));
  return (
    <Drawer title={reply ? t.edit : t.add} open onClose={onClose} size="min(460px, 100vw)">
      <div className="canned-form">
        {saving.error && <Failure error={saving.error} />}
        <label>
          {t.shortcut}
          <Input
            prefix="/"
            value={wording.shortcut}
            maxLength={40}
            status={wrong ? "error" : ""}
            onChange={(event) => change({ shortcut: event.target.value })}
            data-testid="canned-shortcut"
          />
          <span className={wrong ? "bad" : "muted"}>{t.shortcutRule}</span>
        </label>
        <label>
          {t.text}
          <Input.TextArea
            dir="auto"
            value={wording.text}
            maxLength={4000}
            autoSize={{ minRows: 4, maxRows: 14 }}
            onChange={(event) => change({ text: event.target.value })}
            data-testid="canned-words"
          />
        </label>
        <Select
          aria-label={t.language}
          value={wording.language ?? ""}
          options={[{ value: "", label: t.anyLanguage }, ...languages]}
          onChange={(value) => change({ language: value === "en" || value === "zh" ? value : null })}
        />
        {!reply && mayShare && mayOwn && (
          <Segmented
            value={shared ? "everybody" : "own"}
            options={[
              { value: "everybody", label: t.everybody },
              { value: "own", label: t.own },
            ]}
            onChange={(value) => setShared(value === "everybody")}
          />
        )}
        <Button
          type="primary"
          loading={saving.isPending}
          disabled={!SHORTCUT.test(wording.shortcut) || !wording.text.trim()}
          onClick={() => saving.mutate()}
          data-testid="canned-save"
        >
          {t.save}
        </Button>
      </div>
    </Drawer>
  );
}
