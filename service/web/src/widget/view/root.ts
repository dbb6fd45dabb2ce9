import type { Chat } from "../chat";
import { DEFAULT_COLOR, onDark, readableOn, ringColor } from "../color";
import type { Config } from "../config";
import type { Look } from "../look";
import { h } from "./dom";
import { launcherView } from "./launcher";
import { panelView } from "./panel";
import { addStyles } from "./styles";
import { teaserView } from "./teaser";
import { fitPhoneScreen } from "./viewport";

/** Puts the widget on the page, in a shadow tree that the page's styles do not reach; returns what takes it away. */
export function mount(chat: Chat, config: Config, phone: MediaQueryList): () => void {
  const host = h("turnwise-chat" as "div", { "data-testid": "tw-host" });
  const shadow = host.attachShadow({ mode: "open" });
  addStyles(shadow, config.nonce);

  const launcher = launcherView(chat);
  const panel = panelView(chat, config, phone);
  const teaser = teaserView(chat);
  const root = h("div", { class: "root", "data-mode": config.mode }, teaser.element, launcher.element, panel.element);
  shadow.append(root);
  document.body.append(host);
  fitPhoneScreen(root);

  const night = matchMedia("(prefers-color-scheme: dark)");
  const dress = ({ color, side, theme }: Look): void => {
    const dark = theme === "dark" || (theme === "auto" && night.matches);
    const brand = color ?? config.color ?? DEFAULT_COLOR;
    // Through the object model: a strict content security policy refuses style attributes in markup.
    root.style.setProperty("--tw-brand", brand);
    root.style.setProperty("--tw-on-brand", readableOn(brand));
    root.style.setProperty("--tw-ring", dark ? onDark(brand) : ringColor(brand));
    root.dataset["side"] = host.dataset["side"] = side;
    root.dataset["theme"] = dark ? "dark" : "light";
  };
  night.addEventListener("change", () => dress(chat.store.get().look));

  let wasOpen = false;
  let look: Look | null = null;
  chat.store.subscribe((state) => {
    if (look !== state.look) dress((look = state.look));
    root.lang = state.language === "zh" ? "zh-CN" : "en";
    if (config.mode === "page") document.documentElement.lang = root.lang;
    launcher.update(state);
    panel.update(state);
    teaser.update(state);
    if (config.mode === "bubble") {
      document.documentElement.style.overflow = state.open && phone.matches ? "hidden" : "";
      if (wasOpen && !state.open) launcher.element.focus();
    }
    wasOpen = state.open;
  });
  return () => host.remove();
}
