import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { addFromWeb } from "../../api/knowledge";
import type { FetchedPage } from "../../api/types";
import type { UploadStatus } from "../../api/upload";

export interface Crawl {
  url: string;
  pages: FetchedPage[];
  running: boolean;
  error: Error | null;
}

/** Fetches one address at a time, page by page; leaving the room ends it where it is. */
export function useCrawl() {
  const client = useQueryClient();
  const [crawl, setCrawl] = useState<Crawl>();
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);

  const stop = useCallback((): void => abort.current?.abort(), []);
  const start = useCallback(
    async (url: string, status: UploadStatus): Promise<void> => {
      const own = new AbortController();
      abort.current = own;
      setCrawl({ url, pages: [], running: true, error: null });
      const change = (part: (before: Crawl) => Partial<Crawl>): void =>
        setCrawl((before) => before && { ...before, ...part(before) });
      try {
        await addFromWeb(url, status, (page) => change(({ pages }) => ({ pages: [...pages, page] })), own.signal);
      } catch (error) {
        if (!own.signal.aborted) change(() => ({ error: error instanceof Error ? error : new Error(String(error)) }));
      }
      change(() => ({ running: false }));
      await client.invalidateQueries({ queryKey: ["documents"] });
    },
    [client],
  );
  return { crawl, start, stop };
}
