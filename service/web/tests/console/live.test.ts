import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { follow, onChanged, type Changes } from "../../src/console/api/live";
import { pass, sleep } from "../silent";

/** The browser's event stream; the test plays the server. */
class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static all: FakeSource[] = [];
  readyState = 0;
  onopen: () => void = () => undefined;
  onerror: () => void = () => undefined;

  constructor(readonly address: string) {
    super();
    FakeSource.all.push(this);
  }

  close(): void {
    this.readyState = FakeSource.CLOSED;
  }

  open(): void {
    this.readyState = 1;
    this.onopen();
  }

  fail(readyState: number): void {
    this.readyState = readyState;
    this.onerror();
  }

  send(name: string, data: object): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }

  static get last(): FakeSource {
    return FakeSource.all.at(-1)!;
  }
}

const live: boolean[] = [];
const heard: Changes[] = [];
let fetches = 0;
let stops: (() => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", FakeSource);
  FakeSource.all = [];
  live.length = heard.length = fetches = 0;
  const client = new QueryClient();
  const queryFn = (): Promise<number> => Promise.resolve(++fetches);
  stops = [
    new QueryObserver(client, { queryKey: ["conversations"], queryFn }).subscribe(() => undefined),
    onChanged((changes) => heard.push(changes)),
    follow(client, true, (now) => live.push(now)),
  ];
});

afterEach(() => {
  stops.forEach((stop) => stop());
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a stream that has gone silent is opened anew, and all that may have been missed is fetched", async () => {
  FakeSource.last.open();
  await pass(39);
  expect([FakeSource.all.length, live.at(-1)]).toEqual([1, true]);
  await pass(7);
  const [dead, next] = FakeSource.all;
  expect([dead!.readyState, next!.address, live.at(-1)]).toEqual([FakeSource.CLOSED, dead!.address, false]);

  const before = fetches;
  heard.length = 0;
  next!.open();
  await pass(0);
  expect([fetches, live.at(-1)]).toEqual([before + 1, true]);
  expect(heard).toEqual([{ ids: new Set(), all: true }]);
});

test("a stream on which only heartbeats come is left open, and so is one with news only", async () => {
  FakeSource.last.open();
  for (let at = 0; at < 10; at++) {
    await pass(17);
    FakeSource.last.send("heartbeat", {});
  }
  for (let at = 0; at < 10; at++) {
    await pass(17);
    FakeSource.last.send("changed", { topic: "leads", id: null, at_once: false });
  }
  expect([FakeSource.all.length, live.includes(false)]).toEqual([1, false]);
});

test("after a sleep the stream is opened anew in seconds", async () => {
  FakeSource.last.open();
  await pass(1);
  sleep(3600);
  await pass(7);
  expect(FakeSource.all.map(({ readyState }) => readyState)).toEqual([FakeSource.CLOSED, 0]);
});

test("an attempt to connect that nobody answers is given up, too", async () => {
  await pass(47);
  expect(FakeSource.all.map(({ readyState }) => readyState)).toEqual([FakeSource.CLOSED, 0]);
});

test("a refusal is followed by another attempt, and what the browser does by itself is left to it", async () => {
  FakeSource.last.fail(0);
  await pass(20);
  expect([FakeSource.all.length, live.at(-1)]).toEqual([1, false]);
  FakeSource.last.fail(FakeSource.CLOSED);
  await pass(2);
  expect(FakeSource.all.length).toBe(2);
});

test("who no longer listens opens no stream any more", async () => {
  FakeSource.last.open();
  stops.pop()!();
  await pass(200);
  expect(FakeSource.all.map(({ readyState }) => readyState)).toEqual([FakeSource.CLOSED]);
});
