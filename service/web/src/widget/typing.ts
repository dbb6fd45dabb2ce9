/** Said again this often at most; what shows it on the other side lasts twice as long. */
const EVERY_MS = 3_000;

/** Tells the server that the customer is writing, while there may be somebody to see it. Lost ones do not matter. */
export function typingTeller(wanted: () => boolean, tell: () => Promise<unknown>): () => void {
  let toldAt_ms = 0;
  return () => {
    if (!wanted() || Date.now() - toldAt_ms < EVERY_MS) return;
    toldAt_ms = Date.now();
    tell().catch(() => undefined);
  };
}
