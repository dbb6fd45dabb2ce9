import type { Language } from "../shared/contract";
import { type Announced, announced, type Happening, type Happenings } from "./announce";
import type { Chat } from "./chat";
import type { Who } from "./identity";

type Listener<K extends Happening> = (detail: Happenings[K]) => void;

/** What a page's own scripts may call, as `window.Turnwise`. */
export interface TurnwisePage {
  open(): void;
  close(): void;
  /** The launcher; a hidden one leaves it to the page to open the chat. */
  show(): void;
  hide(): void;
  /** Opens the chat and sends this text as the customer's. */
  ask(text: string): void;
  setLanguage(language: Language): void;
  /** Who the visitor is, signed by the shop's server; null when they log out. */
  identify(who: Who | null): void;
  on<K extends Happening>(name: K, listener: Listener<K>): void;
  off<K extends Happening>(name: K, listener: Listener<K>): void;
  /** A call as a list: what pages that load the widget later put into an array of this name. */
  push(...calls: Call[]): void;
  /** Another widget of this page, by the key of its script tag. */
  get(account: string): TurnwisePage | undefined;
}

export type Call = readonly [method: string, ...parameters: unknown[]];

declare global {
  interface Window {
    Turnwise?: TurnwisePage | Call[];
  }
}

/** Each script tag runs a copy of this code of its own: what they share is on the first one's object. */
const OTHERS = Symbol.for("turnwise.others");
type Shared = TurnwisePage & { [OTHERS]: Map<string, TurnwisePage> };

/** Makes the page's object of a chat, and carries out what the page has asked for before. */
export function publish(chat: Chat, account: string | null): { announce(...one: Announced): void } {
  const listeners = new Map<Happening, Set<Listener<never>>>();
  const announce = (...[name, detail]: Announced): void => {
    for (const listener of listeners.get(name) ?? []) {
      try {
        (listener as Listener<typeof name>)(detail as never);
      } catch (error) {
        reportError(error); // a mistake of the page's, which the chat outlives
      }
    }
  };
  const page: TurnwisePage = {
    open: () => chat.open(),
    close: () => chat.hide(),
    show: () => chat.page.setShown(true),
    hide: () => chat.page.setShown(false),
    ask: (text) => {
      chat.open();
      chat.send(String(text));
    },
    setLanguage: (language) => chat.page.setLanguage(language === "zh" ? "zh" : "en"),
    identify: (who) => chat.visitor.identify(who),
    on: (name, listener) => void listeners.set(name, (listeners.get(name) ?? new Set()).add(listener as never)),
    off: (name, listener) => void listeners.get(name)?.delete(listener as never),
    push: (...calls) => {
      for (const [method, ...parameters] of calls) {
        const known = Object.hasOwn(page, method) ? page[method as keyof TurnwisePage] : null;
        if (known) (known as (...given: unknown[]) => void)(...parameters);
        else console.warn(`Turnwise: there is no method ${method}`);
      }
    },
    get: (key) => others.get(key),
  };
  const asked = window.Turnwise;
  const first = asked && !Array.isArray(asked) ? (asked as Shared) : null;
  const others = first?.[OTHERS] ?? new Map<string, TurnwisePage>();
  others.set(account ?? "", page);
  let before = chat.store.get();
  chat.store.subscribe((now) => {
    const news = announced(before, now);
    before = now;
    for (const one of news) announce(...one);
  });
  if (!first) {
    window.Turnwise = Object.assign(page, { [OTHERS]: others });
    if (Array.isArray(asked)) page.push(...asked);
  }
  return { announce };
}
