import { vi } from "vitest";

/** Lets time pass in which timers run. */
export const pass = (wait_s: number): Promise<unknown> => vi.advanceTimersByTimeAsync(wait_s * 1000);

/** Lets time pass in which they do not. */
export const sleep = (wait_s: number): unknown => vi.setSystemTime(Date.now() + wait_s * 1000);
