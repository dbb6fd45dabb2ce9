import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveConnection } from "../../src/widget/connection";
import { pass, sleep } from "../silent";

const bodies: ReadableStreamDefaultController<Uint8Array>[] = [];
let downs = 0;
let connection: LiveConnection;

beforeEach(() => {
  vi.useFakeTimers();
  bodies.length = downs = 0;
  connection = new LiveConnection({
    open: (signal) =>
      Promise.resolve(
        new ReadableStream<Uint8Array>({
          start(body) {
            bodies.push(body);
            signal.addEventListener("abort", () => body.error(signal.reason));
          },
        }),
      ),
    onUp: () => undefined,
    onDown: () => downs++,
    onEvent: () => undefined,
    onRefused: () => undefined,
  });
  connection.start();
});

afterEach(() => {
  connection.stop();
  vi.useRealTimers();
});

test("a stream that has gone silent is opened anew", async () => {
  await pass(39);
  expect([bodies.length, downs]).toEqual([1, 0]);
  await pass(8);
  expect([bodies.length, downs]).toEqual([2, 1]);
});

test("a stream on which only heartbeats come is left open", async () => {
  for (let at = 0; at < 10; at++) {
    await pass(17);
    bodies[0]!.enqueue(new TextEncoder().encode(": still here\n\n"));
  }
  expect([bodies.length, downs]).toEqual([1, 0]);
});

test("after a sleep the stream is opened anew in seconds", async () => {
  await pass(1);
  sleep(3600);
  await pass(8);
  expect([bodies.length, downs]).toEqual([2, 1]);
});
