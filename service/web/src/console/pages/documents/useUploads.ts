import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useReducer, useRef } from "react";
import { randomId } from "../../../shared/ids";
import { uploadDocument, type UploadStatus } from "../../api/upload";
import type { Unpacked, Uploaded } from "../../api/types";

/** The server's limit: larger files are not even sent. */
export const LIMIT_BYTES = 20 * 1024 * 1024;

export interface UploadItem {
  id: string;
  file: File;
  status: UploadStatus;
  progress:
    | { state: "waiting" | "too_large" }
    | { state: "sending"; share: number }
    | { state: "done"; result: Uploaded | Unpacked }
    | { state: "failed"; error: Error };
}

type Change = { add: UploadItem[] } | { id: string; progress: UploadItem["progress"] } | "clear";

function changed(items: UploadItem[], change: Change): UploadItem[] {
  if (change === "clear") return items.filter(({ progress }) => ["waiting", "sending"].includes(progress.state));
  if ("add" in change) return [...items, ...change.add];
  return items.map((item) => (item.id === change.id ? { ...item, progress: change.progress } : item));
}

/** Uploads files one after the other; one that fails stops none of the others. */
export function useUploads() {
  const client = useQueryClient();
  const [items, change] = useReducer(changed, []);
  const line = useRef<Promise<void>>(Promise.resolve());

  const upload = useCallback(
    async ({ id, file, status }: UploadItem): Promise<void> => {
      const progress = (now: UploadItem["progress"]): void => change({ id, progress: now });
      progress({ state: "sending", share: 0 });
      try {
        const result = await uploadDocument(file, status, (share) => progress({ state: "sending", share }));
        progress({ state: "done", result });
        await client.invalidateQueries({ queryKey: ["documents"] });
      } catch (error) {
        progress({ state: "failed", error: error instanceof Error ? error : new Error(String(error)) });
      }
    },
    [client],
  );

  const add = useCallback(
    (files: File[], status: UploadStatus): void => {
      const fresh = files.map((file): UploadItem => {
        const state = file.size > LIMIT_BYTES ? "too_large" : "waiting";
        return { id: randomId(), file, status, progress: { state } };
      });
      change({ add: fresh });
      for (const item of fresh)
        if (item.progress.state === "waiting") line.current = line.current.then(() => upload(item));
    },
    [upload],
  );

  const retry = useCallback(
    (item: UploadItem): void => {
      change({ id: item.id, progress: { state: "waiting" } });
      line.current = line.current.then(() => upload(item));
    },
    [upload],
  );

  return { items, add, retry, clear: useCallback(() => change("clear"), []) };
}
