import { WidgetApi } from "./api";
import { Chat } from "./chat";
import { readConfig } from "./config";
import { publish } from "./page";
import { Memory } from "./storage";
import { mount } from "./view/root";

const REST_AFTER_MS = 30_000;

/** Known only while the script itself runs, hence read before anything waits. */
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;
const config = readConfig(script, navigator.language, location.origin);

function start(): void {
  const memory = new Memory(`turnwise:${config.server}:${config.account ?? ""}`);
  const chat = new Chat(new WidgetApi(config.server, config.account), memory, config.language);
  const phone = matchMedia("(max-width: 480px)");
  mount(chat, config, phone);
  publish(chat);
  restInBackground(chat);
  // A panel that fills a phone's screen would hide the page that was just opened.
  void chat.wake(!phone.matches);
}

function restInBackground(chat: Chat): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => chat.rest(), REST_AFTER_MS);
    else chat.resume();
  });
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
