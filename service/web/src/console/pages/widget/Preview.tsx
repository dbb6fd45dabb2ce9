import { Segmented } from "antd";
import { useEffect, useRef, useState } from "react";
import type { Draft } from "../../../preview/draft";
import type { WidgetDocument, WidgetPage } from "../../api/widgets";
import { useLocalisation, useText } from "../../i18n/context";

const SCENES = ["chat", "closed"] as const;

/** The widget itself, with the settings as they are being edited; nothing said there goes anywhere. */
export function Preview({ draft, page }: { draft: WidgetDocument; page: WidgetPage }) {
  const words = useText().widget;
  const { language } = useLocalisation();
  const frame = useRef<HTMLIFrameElement>(null);
  const [shown, setShown] = useState(language);
  const [scene, setScene] = useState<Draft["scene"]>("chat");
  const [ready, setReady] = useState(0);

  useEffect(() => {
    const hear = (event: MessageEvent): void => {
      const ours = event.source === frame.current?.contentWindow && event.origin === window.location.origin;
      if (ours && event.data === "turnwise:preview") setReady((times) => times + 1);
    };
    window.addEventListener("message", hear);
    return () => window.removeEventListener("message", hear);
  }, []);

  useEffect(() => {
    if (!ready) return;
    const { greeting, questions, form, consent, sites: _sites, expiring: _expiring, ...look } = draft;
    const filled = { en: consent.en || page.fixed_words.consent.en, zh: consent.zh || page.fixed_words.consent.zh };
    const told: Draft = {
      look: { ...look, form: form.enabled ? form : null, consent: filled, logo: page.logo },
      language: shown,
      greeting: greeting[shown] || page.fixed_words.greeting[shown],
      questions: questions[shown].filter(Boolean),
      scene,
    };
    frame.current?.contentWindow?.postMessage(told, window.location.origin);
  }, [draft, page, shown, scene, ready]);

  return (
    <aside className="widget-preview" aria-label={words.preview}>
      <div className="widget-preview-head">
        <Segmented value={scene} onChange={setScene} options={SCENES.map((value) => ({ value, label: words.scenes[value] }))} />
        <Segmented value={shown} onChange={setShown} options={[{ value: "en", label: "EN" }, { value: "zh", label: "中文" }]} />
      </div>
      <iframe ref={frame} src="/preview/" title={words.preview} data-testid="widget-preview" />
    </aside>
  );
}
