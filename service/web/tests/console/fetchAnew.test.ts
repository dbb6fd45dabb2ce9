import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import { fetchAnew } from "../../src/console/api/fetchAnew";

test("what changes faster than it can be fetched is shown all the same, and in the end as it is", async () => {
  vi.useFakeTimers();
  const client = new QueryClient();
  let now = 0;
  let fetches = 0;
  const shown: number[] = [];
  const queryFn = async (): Promise<number> => {
    fetches++;
    const read = now;
    await new Promise((resolve) => setTimeout(resolve, 700));
    return read;
  };
  const stop = new QueryObserver(client, { queryKey: ["it"], queryFn }).subscribe(({ data }) => {
    if (data !== undefined) shown.push(data);
  });
  await vi.advanceTimersByTimeAsync(700);
  while (now < 20) {
    now++;
    fetchAnew(client, { queryKey: ["it"] });
    await vi.advanceTimersByTimeAsync(200);
  }
  const seenMeanwhile = new Set(shown).size;
  await vi.advanceTimersByTimeAsync(2_000);
  vi.useRealTimers();
  stop();
  expect(seenMeanwhile).toBeGreaterThan(4);
  expect(shown.at(-1)).toBe(20);
  expect(fetches).toBeLessThan(10);
});

test("a server that is away is not asked more often for that", async () => {
  vi.useFakeTimers();
  const client = new QueryClient();
  let fetches = 0;
  const queryFn = async (): Promise<number> => {
    fetches++;
    await new Promise((resolve) => setTimeout(resolve, 100));
    throw new TypeError("away");
  };
  const stop = new QueryObserver(client, { queryKey: ["it"], queryFn, retry: false }).subscribe(() => undefined);
  fetchAnew(client, { queryKey: ["it"] });
  await vi.advanceTimersByTimeAsync(50);
  fetchAnew(client, { queryKey: ["it"] });
  await vi.advanceTimersByTimeAsync(5_000);
  vi.useRealTimers();
  stop();
  expect(fetches).toBe(1);
});
