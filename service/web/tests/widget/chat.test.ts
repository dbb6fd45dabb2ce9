import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Message } from "../../src/shared/contract";
import { WidgetApi } from "../../src/widget/api";
import { Chat } from "../../src/widget/chat";
import { PLAIN } from "../../src/widget/look";
import { formDue } from "../../src/widget/state";
import { Memory } from "../../src/widget/storage";
import { message } from "./messages";

/** The widget's server as far as these tests need it: one conversation after the other, kept by token. */
class FakeServer {
  said: Message[] = [];
  sessions = 0;
  state = "open";
  online = true;
  ratings: unknown[] = [];
  openings: Record<string, unknown>[] = [];
  forms: Record<string, unknown>[] = [];
  /** Whose identity is believed. */
  signature = "good";

  readonly fetch = async (input: string | URL | Request, options: RequestInit = {}): Promise<Response> => {
    if (!this.online) throw new TypeError("offline");
    const path = new URL(String(input)).pathname.split("/").at(-1);
    const body = options.body ? (JSON.parse(String(options.body)) as Record<string, string>) : null;
    if (path === "sessions") return this.open(JSON.parse(String(options.body)) as Record<string, unknown>);
    if (path === "contact") {
      const { fields } = JSON.parse(String(options.body)) as { fields: Record<string, string> };
      this.forms.push(fields);
      if (fields["email"] !== "nonsense") return Response.json({ message: null });
      return Response.json({ fields: [{ field: "email", code: "no_detail" }] }, { status: 422 });
    }
    if (path === "stream") return new Response(new ReadableStream());
    if (path === "messages" && body) return Response.json({ message: this.store(body) }, { status: 202 });
    if (path === "messages") return Response.json({ messages: this.said, state: this.state, operator: null });
    if (path === "rating") {
      this.ratings.push(body);
      return Response.json(body);
    }
    this.state = "closed";
    return Response.json({ state: "closed" });
  };

  private open(opening: Record<string, unknown>): Response {
    this.openings.push(opening);
    const identity = opening["identity"] as { signature: string } | null;
    if (identity && identity.signature !== this.signature) {
      return Response.json({ error: "bad_identity", detail: "not signed" }, { status: 403 });
    }
    if (this.state === "closed" || !this.sessions) {
      this.sessions++;
      this.state = "open";
      this.said = [];
    }
    const { sessions, said, state } = this;
    const ids = { token: `t${sessions}`, conversation_id: `c${sessions}` };
    return Response.json({ ...ids, state, language: "en", greeting: "Hello!", quick_questions: [], messages: said });
  }

  private store({ text = "", client_id = "" }): Message {
    const known = this.said.find((one) => one.client_id === client_id);
    if (known) return known;
    const stored = message(this.said.length + 1, { role: "customer", text, client_id });
    this.said = [...this.said, stored];
    return stored;
  }
}

let server: FakeServer;
const chats: Chat[] = [];

/** A page of the shop, as after a load: a chat of its own over the same browser storage. */
function page(): Chat {
  const chat = new Chat(new WidgetApi("http://shop.test", null), new Memory("test"), "en");
  chats.push(chat);
  return chat;
}

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  server = new FakeServer();
  vi.stubGlobal("fetch", server.fetch);
});

afterEach(() => {
  for (const chat of chats.splice(0)) chat.rest();
  vi.unstubAllGlobals();
});

test("a page that nobody chats on starts no conversation", async () => {
  await page().visitor.wake(true);
  expect(server.sessions).toBe(0);
});

test("after a reload the conversation goes on with its history", async () => {
  const before = page();
  before.open();
  before.send("When will it arrive?");
  await vi.waitFor(() => expect(server.said).toHaveLength(1));
  await vi.waitFor(() => expect(before.store.get().outgoing).toEqual([]));
  const after = page();
  await after.visitor.wake(true);
  await vi.waitFor(() => expect(after.store.get().phase).toBe("ready"));
  expect(after.store.get().messages.map(({ text }) => text)).toEqual(["When will it arrive?"]);
  expect(server.sessions).toBe(1);
});

test("what was written offline is sent once, though this page and the next both try", async () => {
  server.online = false;
  page().send("Are you there?");
  await vi.waitFor(() => expect(new Memory("test").get().unsent).toHaveLength(1));
  server.online = true;
  const second = page();
  await second.visitor.wake(false);
  dispatchEvent(new Event("online")); // which the first page, too, takes as the moment to try again
  await vi.waitFor(() => expect(chats.flatMap((chat) => chat.store.get().outgoing)).toEqual([]));
  expect(server.said.map(({ text }) => text)).toEqual(["Are you there?"]);
});

test("ending a chat tells the server and leads to a new conversation", async () => {
  const chat = page();
  chat.open();
  await vi.waitFor(() => expect(chat.store.get().phase).toBe("ready"));
  await chat.ending.end(true);
  expect([server.state, chat.store.get().ending]).toEqual(["closed", "done"]);
  await chat.startOver();
  expect(server.sessions).toBe(2);
  expect(chat.store.get()).toMatchObject({ conversation: "open", ending: "no", phase: "ready" });
});

test("who has said something is asked for a rating, which may be sent again where it failed", async () => {
  const chat = page();
  chat.open();
  chat.send("Thanks, that is all.");
  await vi.waitFor(() => expect(chat.store.get().messages).toHaveLength(1));
  await chat.ending.end(null);
  expect(chat.store.get().ending).toBe("rating");
  server.online = false;
  await chat.ending.rate(4, "quick");
  expect(chat.store.get()).toMatchObject({ ending: "rating", notice: { kind: "offline" } });
  server.online = true;
  await chat.ending.rate(4, "  ");
  expect(server.ratings).toEqual([{ rating: 4, comment: null }]);
  expect(chat.store.get()).toMatchObject({ ending: "done", notice: null });
});

const ADA = { id: "ada", signature: "good", name: "Ada", email: "ada@shop.test" };

test("who the page has signed goes to the server with the opening, and only what the server may know", async () => {
  const chat = page();
  chat.visitor.identify(ADA);
  expect(server.sessions).toBe(0); // to be known is not to have opened the chat
  chat.open();
  await vi.waitFor(() => expect(chat.store.get().phase).toBe("ready"));
  expect(server.openings.at(-1)?.["identity"]).toEqual({ id: "ada", signature: "good", name: "Ada" });
  expect(new Memory("test").get().person).toBe("ada");
});

test("an identity that is not believed is told to the page, and the chat goes on with a stranger", async () => {
  const told: string[] = [];
  const chat = new Chat(new WidgetApi("http://shop.test", null), new Memory("test"), "en", ({ code }) => told.push(code));
  chats.push(chat);
  chat.visitor.identify({ ...ADA, signature: "forged" });
  chat.open();
  await vi.waitFor(() => expect(chat.store.get().phase).toBe("ready"));
  expect([told, server.openings.map(({ identity }) => identity !== null)]).toEqual([["bad_identity"], [true, false]]);
  expect(new Memory("test").get().person).toBeNull();
});

test("the next person at the same browser sees nothing of the one before", async () => {
  const before = page();
  before.visitor.identify(ADA);
  before.open();
  before.send("my secret");
  await vi.waitFor(() => expect(before.store.get().messages).toHaveLength(1));
  before.rest();
  before.hide();
  const after = page();
  await after.visitor.wake(true);
  expect(after.store.get().messages).toEqual([]);
  expect(new Memory("test").get()).toMatchObject({ token: null, unsent: [] });
  expect(server.openings).toHaveLength(1);
});

test("logging out on the page leaves the chat behind at once", async () => {
  const chat = page();
  chat.visitor.identify(ADA);
  chat.open();
  chat.send("my secret");
  await vi.waitFor(() => expect(chat.store.get().messages).toHaveLength(1));
  server.state = "closed"; // the server would give a stranger another conversation
  chat.visitor.identify(null);
  expect(chat.store.get().messages).toEqual([]);
  await vi.waitFor(() => expect(server.openings.at(-1)).toMatchObject({ token: null, identity: null }));
});

test("the form before the chat is asked for once a conversation, and mistakes come back by field", async () => {
  const chat = page();
  const words = { en: "", zh: "" };
  chat.page.setLook({ ...PLAIN, form: { intro: words, fields: [{ kind: "email", required: true }], topics: { en: [], zh: [] } } });
  chat.open();
  await vi.waitFor(() => expect(formDue(chat.store.get())).toBe(true));
  expect(await chat.forms.start({ email: "nonsense" }, "", true)).toEqual({ email: "no_detail" });
  expect(formDue(chat.store.get())).toBe(true);
  expect(await chat.forms.start({ email: "ada@shop.test" }, "", true)).toEqual({});
  expect(formDue(chat.store.get())).toBe(false);
  expect(server.forms).toHaveLength(2);
  const reloaded = page();
  reloaded.page.setLook(chat.store.get().look);
  await reloaded.visitor.wake(true);
  await vi.waitFor(() => expect(reloaded.store.get().phase).toBe("ready"));
  expect(formDue(reloaded.store.get())).toBe(false);
});

test("a person can be asked for in one click, the form notwithstanding", async () => {
  const chat = page();
  chat.page.setLook({ ...PLAIN, form: { intro: { en: "", zh: "" }, fields: [], topics: { en: [], zh: [] } } });
  chat.open();
  await vi.waitFor(() => expect(formDue(chat.store.get())).toBe(true));
  chat.wantPerson();
  await vi.waitFor(() => expect(server.said.map(({ text }) => text)).toEqual(["I want to talk to a person"]));
  expect(formDue(chat.store.get())).toBe(false);
});

test("an invitation that is taken up opens the chat and is told to the server; sent away, it is gone", async () => {
  const chat = page();
  chat.page.invite({ en: "Need help choosing?", zh: "" });
  chat.page.dismissInvitation();
  expect(chat.store.get().invitation).toBeNull();
  chat.page.invite({ en: "Need help choosing?", zh: "" });
  expect(server.sessions).toBe(0);
  chat.takeInvitation();
  await vi.waitFor(() => expect(chat.store.get().phase).toBe("ready"));
  expect(server.openings.at(-1)?.["invitation"]).toBe("Need help choosing?");
});
