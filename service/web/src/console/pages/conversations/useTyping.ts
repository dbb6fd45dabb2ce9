import { useCallback, useEffect, useRef, useState } from "react";
import { tellTyping } from "../../api/desk";
import { onTyping } from "../../api/live";

const SAID_EVERY_MS = 3_000;
const LASTS_MS = 7_000;

/** Whether the customer is writing: until a message comes, or nothing is heard for a while. */
export function useCustomerTyping(id: string, messages: number): boolean {
  const [typing, setTyping] = useState(false);
  useEffect(() => {
    setTyping(false);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onTyping((conversation) => {
      if (conversation !== id) return;
      setTyping(true);
      clearTimeout(timer);
      timer = setTimeout(() => setTyping(false), LASTS_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [id, messages]);
  return typing;
}

/** Tells the customer that the operator is writing, every few seconds at most. */
export function useTellTyping(id: string): () => void {
  const saidAt_ms = useRef(0);
  return useCallback(() => {
    if (Date.now() - saidAt_ms.current < SAID_EVERY_MS) return;
    saidAt_ms.current = Date.now();
    void tellTyping(id).catch(() => undefined);
  }, [id]);
}
