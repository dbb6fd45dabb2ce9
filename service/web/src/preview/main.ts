import { Chat } from "../widget/chat";
import { Memory } from "../widget/storage";
import { mount } from "../widget/view/root";
import type { Draft } from "./draft";
import { Rehearsal } from "./rehearsal";

/** The widget as it is, over a server that is none, dressed by what the console around it says. */
const rehearsal = new Rehearsal();
const chat = new Chat(rehearsal, new Memory("preview", null, null), "en");
const bare = { server: "", account: null, color: null, language: "en", nonce: "", mode: "bubble" } as const;
// Whoever edits the form beside it keeps the focus there.
HTMLElement.prototype.focus = () => undefined;
mount(chat, bare, matchMedia("(max-width: 0px)"));

addEventListener("message", (event: MessageEvent<Draft>) => {
  // Tools that look at pages talk to frames, too.
  if (event.origin !== location.origin || event.source !== parent || !event.data?.look) return;
  const { look, language, greeting, questions, scene } = event.data;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  Object.assign(rehearsal, { greeting, questions });
  chat.page.setLook(look);
  chat.page.setLanguage(language);
  if (scene === "chat") chat.open();
  else chat.hide();
  const invitation = scene === "closed" ? look.invitations[0] : undefined;
  chat.store.update((state) => ({
    ...state,
    greeting,
    quickQuestions: questions,
    formDone: false,
    invitation: invitation ? { text: invitation.text, taken: false } : null,
  }));
});

parent.postMessage("turnwise:preview", location.origin);
