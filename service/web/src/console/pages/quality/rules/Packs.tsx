import { Drawer, Switch } from "antd";
import type { RulesPage } from "../../../api/rules";
import { named, useText } from "../../../i18n/context";
import { DEFAULT_PACKS } from "./RuleTable";

interface Props {
  page: RulesPage;
  open: boolean;
  pending: boolean;
  onClose(): void;
  onPacks(packs: string[]): void;
}

/** The packs that come with the product, taken up and left off whole. */
export function Packs({ page, open, pending, onClose, onPacks }: Props) {
  const t = useText().quality.rules;
  const used = page.document.packs ?? DEFAULT_PACKS;
  return (
    <Drawer title={t.starterPacks} open={open} onClose={onClose} size="min(460px, 100vw)">
      <p className="muted">{t.packsIntro}</p>
      {Object.keys(t.packs).map((pack) => (
        <div key={pack} className="pack" data-testid="pack" data-pack={pack}>
          <div>
            <strong>{named(t.packs, pack)}</strong>
            <p className="muted">{named(t.packsAbout, pack)}</p>
            <p className="muted">{t.packRules(page.rules.filter((rule) => rule.pack === pack).length)}</p>
          </div>
          <Switch
            checked={used.includes(pack)}
            disabled={pending}
            aria-label={named(t.packs, pack)}
            onChange={(on) => onPacks(on ? [...used, pack] : used.filter((one) => one !== pack))}
            data-testid="pack-switch"
          />
        </div>
      ))}
    </Drawer>
  );
}
