import type { Chat } from "../chat";
import { readableOn, ringColor } from "../color";
import type { Config } from "../config";
import { h } from "./dom";
import { launcherView } from "./launcher";
import { panelView } from "./panel";
import { addStyles } from "./styles";
import { fitPhoneScreen } from "./viewport";

/** Puts the widget on the page, in a shadow tree that the page's styles do not reach. */
export function mount(chat: Chat, config: Config, phone: MediaQueryList): void {
  const host = h("turnwise-chat" as "div", { "data-testid": "tw-host" });
  // Through the object model: a strict content security policy refuses style attributes in markup.
  host.style.setProperty("--tw-brand", config.color);
  host.style.setProperty("--tw-on-brand", readableOn(config.color));
  host.style.setProperty("--tw-ring", ringColor(config.color));
  const shadow = host.attachShadow({ mode: "open" });
  addStyles(shadow, config.nonce);

  const launcher = launcherView(chat);
  const panel = panelView(chat, phone);
  shadow.append(h("div", { class: "root" }, launcher.element, panel.element));
  document.body.append(host);
  fitPhoneScreen(host);

  let wasOpen = false;
  chat.store.subscribe((state) => {
    host.lang = state.language === "zh" ? "zh-CN" : "en";
    launcher.update(state);
    panel.update(state);
    document.documentElement.style.overflow = state.open && phone.matches ? "hidden" : "";
    if (wasOpen && !state.open) launcher.element.focus();
    wasOpen = state.open;
  });
}
