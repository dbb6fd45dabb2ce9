import { backoffMs } from "../../shared/backoff";
import { Watchdog } from "../../shared/watchdog";

export interface Listener {
  /** Events flow (again): whatever happened while nobody was listening has been missed. */
  onUp(): void;
  /** None come; another attempt follows by itself. */
  onDown(): void;
  /** What to do with the data of each event, by its name. */
  events: Record<string, (data: string) => void>;
}

/** Keeps one event stream open, also after a refusal or when the connection died in silence; returns how to end that. */
export function keepListening(address: string, { onUp, onDown, events }: Listener): () => void {
  let attempt = 0;
  let end = (): void => undefined;

  const connect = (): void => {
    const source = new EventSource(address);
    const lost = (): void => {
      end();
      onDown();
      const retry = setTimeout(connect, backoffMs(attempt++));
      end = () => clearTimeout(retry);
    };
    const watchdog = new Watchdog(lost);
    end = () => {
      watchdog.stop();
      source.close();
    };
    source.onopen = () => {
      watchdog.heard();
      attempt = 0;
      onUp();
    };
    source.onerror = () => {
      // The browser reconnects by itself except after a refusal.
      if (source.readyState === EventSource.CLOSED) return lost();
      watchdog.heard();
      onDown();
    };
    // A comment would keep the connection alive as well, but scripts are not told of it.
    source.addEventListener("heartbeat", () => watchdog.heard());
    for (const [name, take] of Object.entries(events)) {
      source.addEventListener(name, (event) => {
        watchdog.heard();
        take((event as MessageEvent<string>).data);
      });
    }
  };
  connect();
  return () => end();
}
