/** Exponential back-off with jitter: 1 s, 2 s, 4 s ... up to `limit_ms`, each shortened by up to a half. */
export function backoffMs(attempt: number, limit_ms = 15_000): number {
  const full_ms = Math.min(limit_ms, 1000 * 2 ** attempt);
  return full_ms * (0.5 + Math.random() / 2);
}
