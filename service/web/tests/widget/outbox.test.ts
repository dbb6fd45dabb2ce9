import { expect, test, vi } from "vitest";
import type { Message } from "../../src/shared/contract";
import { ApiError } from "../../src/widget/api";
import { Outbox } from "../../src/widget/outbox";
import type { Unsent } from "../../src/widget/storage";
import { message } from "./messages";

const TOO_FAST = new ApiError(429, "rate_limited", "Wait a moment.", 3);
const EMPTY = new ApiError(422, "empty_message", "Write something.", null);
const UNREACHABLE = new TypeError("network");

/** An outbox against a server that answers each attempt with the next of `answers`, then accepts. */
function outbox(answers: (Error | null)[]) {
  const log: string[] = [];
  const sleeps_ms: number[] = [];
  let finish = (): void => undefined;
  const idle = new Promise<void>((resolve) => (finish = resolve));
  let open = 0;
  const settle = (line: string): void => {
    log.push(line);
    if (--open === 0) finish();
  };
  const box = new Outbox(
    {
      send: ({ client_id }: Unsent): Promise<Message> => {
        log.push(`try ${client_id}`);
        const failure = answers.shift();
        return failure ? Promise.reject(failure) : Promise.resolve(message(1, { client_id }));
      },
      onSent: ({ client_id }) => settle(`sent ${client_id}`),
      onFailed: ({ client_id }, error) => settle(`failed ${client_id} ${error.code}`),
      onSlowDown: (wait_s) => void log.push(`slow down ${wait_s}`),
    },
    (wait_ms) => Promise.resolve(void sleeps_ms.push(wait_ms)),
  );
  const add = (...ids: string[]): Promise<void> => {
    open += ids.length;
    for (const client_id of ids) box.add({ client_id, text: "Hello" });
    return idle;
  };
  return { add, log, sleeps_ms };
}

test("a message is repeated under the same id until the server has it, and the next one waits its turn", async () => {
  const { add, log } = outbox([UNREACHABLE, new ApiError(503, "overloaded", "", null)]);
  await add("a", "b");
  expect(log).toEqual(["try a", "try a", "try a", "sent a", "try b", "sent b"]);
});

test("asked to slow down, it tells the customer and waits as long as the server says", async () => {
  const { add, log, sleeps_ms } = outbox([TOO_FAST]);
  await add("a");
  expect(log).toEqual(["try a", "slow down 3", "try a", "sent a"]);
  expect(sleeps_ms).toEqual([3000]);
});

test("a refused message fails at once and holds up none behind it", async () => {
  const { add, log } = outbox([EMPTY]);
  await add("a", "b");
  expect(log).toEqual(["try a", "failed a empty_message", "try b", "sent b"]);
});

test("a server that answers with failures of its own ends in one that the customer can act on", async () => {
  const { add, log } = outbox(Array<Error>(50).fill(new ApiError(500, "internal", "", null)));
  await add("a");
  expect(log.at(-1)).toBe("failed a internal");
  expect(log.length).toBeLessThan(10);
});

test("a server that stays away is asked every few seconds until it is there, whoever answers for it", async () => {
  const { add, log, sleeps_ms } = outbox([...Array<Error>(40).fill(UNREACHABLE), new ApiError(502, "unknown", "", null)]);
  await add("a");
  expect(log.at(-1)).toBe("sent a");
  expect(Math.max(...sleeps_ms)).toBeLessThanOrEqual(5_000);
});

test("who hears that the server is back sends at once", async () => {
  let away = true;
  const sent: string[] = [];
  const box = new Outbox({
    send: ({ client_id }) => (away ? Promise.reject(UNREACHABLE) : Promise.resolve(message(1, { client_id }))),
    onSent: ({ client_id }) => void sent.push(client_id),
    onFailed: () => undefined,
    onSlowDown: () => undefined,
  });
  vi.useFakeTimers();
  box.add({ client_id: "a", text: "Hello" });
  await vi.advanceTimersByTimeAsync(60_000);
  away = false;
  box.wake();
  await vi.advanceTimersByTimeAsync(0);
  vi.useRealTimers();
  expect(sent).toEqual(["a"]);
});
