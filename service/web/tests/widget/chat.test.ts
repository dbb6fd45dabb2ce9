import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Message } from "../../src/shared/contract";
import { WidgetApi } from "../../src/widget/api";
import { Chat } from "../../src/widget/chat";
import { Memory } from "../../src/widget/storage";
import { message } from "./messages";

/** The widget's server as far as these tests need it: one conversation after the other, kept by token. */
class FakeServer {
  said: Message[] = [];
  sessions = 0;
  state = "open";
  online = true;
  ratings: unknown[] = [];

  readonly fetch = async (input: string | URL | Request, options: RequestInit = {}): Promise<Response> => {
    if (!this.online) throw new TypeError("offline");
    const path = new URL(String(input)).pathname.split("/").at(-1);
    const body = options.body ? (JSON.parse(String(options.body)) as Record<string, string>) : null;
    if (path === "sessions") return this.open();
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

  private open(): Response {
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
  await page().wake(true);
  expect(server.sessions).toBe(0);
});

test("after a reload the conversation goes on with its history", async () => {
  const before = page();
  before.open();
  before.send("When will it arrive?");
  await vi.waitFor(() => expect(server.said).toHaveLength(1));
  await vi.waitFor(() => expect(before.store.get().outgoing).toEqual([]));
  const after = page();
  await after.wake(true);
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
  await second.wake(false);
  dispatchEvent(new Event("online")); // which the first page, too, takes as the moment to try again
  await vi.waitFor(() => expect(chats.flatMap((chat) => chat.store.get().outgoing)).toEqual([]));
  expect(server.said.map(({ text }) => text)).toEqual(["Are you there?"]);
});

test("ending a chat tells the server and leads to a new conversation", async () => {
  const chat = page();
  chat.open();
  await vi.waitFor(() => expect(chat.store.get().phase).toBe("ready"));
  await chat.end(true);
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
  await chat.end(null);
  expect(chat.store.get().ending).toBe("rating");
  server.online = false;
  await chat.rate(4, "quick");
  expect(chat.store.get()).toMatchObject({ ending: "rating", notice: { kind: "offline" } });
  server.online = true;
  await chat.rate(4, "  ");
  expect(server.ratings).toEqual([{ rating: 4, comment: null }]);
  expect(chat.store.get()).toMatchObject({ ending: "done", notice: null });
});
