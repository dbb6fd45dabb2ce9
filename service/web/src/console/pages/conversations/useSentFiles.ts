import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { randomId } from "../../../shared/ids";
import { sendFile } from "../../api/sentFiles";

export interface ChosenFile {
  client_id: string;
  file: File;
  state: "chosen" | "sending";
  /** Why it was not sent. */
  error: Error | null;
}

/** Files that the operator has chosen: sent one after the other when they say so, and kept when one fails. */
export function useSentFiles(id: string) {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<readonly ChosenFile[]>([]);
  const change = useCallback((client_id: string, about: Partial<ChosenFile>): void => {
    setChosen((files) => files.map((one) => (one.client_id === client_id ? { ...one, ...about } : one)));
  }, []);
  const remove = useCallback((client_id: string): void => {
    setChosen((files) => files.filter((one) => one.client_id !== client_id));
  }, []);
  const add = useCallback((files: Iterable<File>): void => {
    const more = [...files].map((file) => ({ client_id: randomId(), file, state: "chosen" as const, error: null }));
    setChosen((before) => [...before, ...more]);
  }, []);
  const send = async (): Promise<void> => {
    for (const { client_id, file } of chosen) {
      change(client_id, { state: "sending", error: null });
      try {
        await sendFile(id, file, client_id);
        remove(client_id);
      } catch (error) {
        change(client_id, { state: "chosen", error: error instanceof Error ? error : new Error(String(error)) });
      }
    }
    await client.invalidateQueries({ queryKey: ["conversation", id] });
  };
  return { chosen, add, remove, send, sending: chosen.some(({ state }) => state === "sending") };
}
