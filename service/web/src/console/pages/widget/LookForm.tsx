import { Button, ColorPicker, Segmented, Switch } from "antd";
import { DEFAULT_COLOR } from "../../../widget/color";
import { SIDES, THEMES } from "../../api/widgets";
import { useText } from "../../i18n/context";
import { Field, Problems } from "../policy/Field";
import { SaidField } from "../style/editing";
import { legibility } from "./contrast";
import type { Editing } from "./editing";
import { LogoField } from "./LogoField";

/** Colour, side, logo, and the words on launcher and header. */
export function LookForm({ draft, set, page }: Editing) {
  const words = useText().widget;
  const color = draft.color ?? DEFAULT_COLOR;
  const { text, onPage } = legibility(color);
  return (
    <>
      <Problems path="" />
      <div className="policy-grid">
        <Field path="color" label={words.color} help={draft.color === null ? words.colorOfTag : ""}>
          <div className="widget-color">
            <ColorPicker
              value={color}
              disabledAlpha
              showText
              format="hex"
              onChange={(value) => set("color", value.toHexString().slice(0, 7))}
              data-testid="widget-color"
            />
            {draft.color !== null && (
              <Button type="link" size="small" onClick={() => set("color", null)}>
                {words.colorReset}
              </Button>
            )}
          </div>
        </Field>
        <Field path="theme" label={words.theme}>
          <Segmented
            value={draft.theme}
            onChange={(value) => set("theme", value)}
            options={THEMES.map((value) => ({ value, label: words.themes[value] }))}
          />
        </Field>
        <Field path="side" label={words.side}>
          <Segmented
            value={draft.side}
            onChange={(value) => set("side", value)}
            options={SIDES.map((value) => ({ value, label: words.sides[value] }))}
            data-testid="widget-side"
          />
        </Field>
      </div>
      <p className="widget-contrast" data-testid="widget-contrast" data-ok={onPage >= 3}>
        {words.contrastText(text.toFixed(1))} {words.contrastPage(onPage.toFixed(1), onPage >= 3)}
      </p>
      <LogoField page={page} />
      <SaidField label={words.header} path="title" value={draft.title} set={set} fixed={words.fixedTitle} />
      <SaidField label={words.launcher} path="launcher" value={draft.launcher} set={set} help={words.launcherHelp} />
      <div className="policy-grid">
        {(["flash", "sound"] as const).map((name) => (
          <Field key={name} path={name} label={words[name]} help={words.attentionHelp[name]}>
            <Switch checked={draft[name]} onChange={(value) => set(name, value)} data-testid={`widget-${name}`} />
          </Field>
        ))}
      </div>
    </>
  );
}
