import { WidgetApi } from "./api";
import { drawAttention } from "./attention";
import { Chat } from "./chat";
import { readConfig } from "./config";
import { Invitations } from "./invitations";
import { fetchLook, PLAIN } from "./look";
import { publish } from "./page";
import { Memory } from "./storage";
import { mount } from "./view/root";

const REST_AFTER_MS = 30_000;
/** So long the chat waits for its look before it shows itself without. */
const LOOK_PATIENCE_MS = 1_500;

/** Known only while the script itself runs, hence read before anything waits. */
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;
const config = readConfig(script, navigator.language, location.origin);
const key = `turnwise:${config.server}:${config.account ?? ""}`;
const look = fetchLook(config.server, config.account);

async function start(): Promise<void> {
  // Carried twice by one page, it is there once.
  const mark = Symbol.for(key);
  if (mark in window) return;
  Object.defineProperty(window, mark, { value: true });
  const early = await Promise.race([look, after(LOOK_PATIENCE_MS)]);
  if (early === null) return;
  const memory = new Memory(key);
  const framed = config.mode === "page";
  const chat = new Chat(new WidgetApi(config.server, config.account, framed), memory, config.language, (error) => {
    console.warn(`Turnwise: ${error.message}`);
    page.announce("error", { code: error.code });
  });
  const phone = matchMedia("(max-width: 480px)");
  chat.page.setLook(early ?? PLAIN);
  const removed = mount(chat, config, phone);
  drawAttention(chat);
  const page = publish(chat, config.account);
  restInBackground(chat);
  page.announce("ready", {});
  if (framed) chat.open();
  // A panel that fills a phone's screen would hide the page that was just opened.
  else void chat.visitor.wake(!phone.matches);
  const late = await look;
  if (late === null) return removed();
  chat.page.setLook(late);
  if (!framed) new Invitations(chat, memory, late.invitations);
}

function after(wait_ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), wait_ms));
}

function restInBackground(chat: Chat): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => chat.rest(), REST_AFTER_MS);
    else chat.resume();
  });
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => void start());
else void start();
