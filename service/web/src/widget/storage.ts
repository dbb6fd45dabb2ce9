import { store, usable } from "../shared/browserStorage";

/** What outlives a reload. Where the browser forbids storage, memory serves until the page goes. */

export interface Unsent {
  client_id: string;
  text: string;
}

/** A message on its way; `failed` when it is up to the customer whether to try again. */
export interface Outgoing extends Unsent {
  failed: boolean;
}

export interface Saved {
  token: string | null;
  /** The conversation that `readSeq` counts in. */
  conversation: string | null;
  /** The customer has written in a conversation that was still going on when last seen. */
  active: boolean;
  /** The last message that the customer has seen. */
  readSeq: number;
  /** Accepted from the customer but not yet by the server. */
  unsent: readonly Outgoing[];
  /** The id of who the page said the visitor was, where the server believed it. */
  person: string | null;
  /** The conversation before which the form was filled in, or passed over. */
  formFor: string | null;
  /** Invitations that were shown to this visitor. */
  invited: readonly string[];
}

const NOTHING: Saved = {
  token: null,
  conversation: null,
  active: false,
  readSeq: 0,
  unsent: [],
  person: null,
  formFor: null,
  invited: [],
};

export class Memory {
  private saved: Saved = NOTHING;

  constructor(
    private readonly key: string,
    private readonly lasting: Storage | null = usable("localStorage"),
    private readonly tab: Storage | null = usable("sessionStorage"),
  ) {
    this.saved = this.get();
  }

  /** Read afresh each time: other tabs of the shop write here as well. */
  get(): Saved {
    const text = this.lasting?.getItem(this.key);
    return text ? parse(text) : this.saved;
  }

  set(change: Partial<Saved>): void {
    const before = this.get();
    this.saved = { ...before, ...change };
    const text = JSON.stringify(this.saved);
    if (text !== JSON.stringify(before)) store(this.lasting, this.key, text);
  }

  /** Whether the panel was open in this tab, so that it stays open from page to page. */
  get panelOpen(): boolean {
    return this.tab?.getItem(`${this.key}:open`) === "yes";
  }

  set panelOpen(open: boolean) {
    store(this.tab, `${this.key}:open`, open ? "yes" : "no");
  }

  /** Whether an invitation was shown before: to this visitor, or in this tab. */
  wasInvited(name: string): boolean {
    return this.get().invited.includes(name) || this.tab?.getItem(`${this.key}:invited:${name}`) === "yes";
  }

  noteInvited(name: string, often: "visitor" | "session"): void {
    store(this.tab, `${this.key}:invited:${name}`, "yes");
    if (often === "visitor") this.set({ invited: [...this.get().invited, name].slice(-100) });
  }
}

function parse(text: string): Saved {
  try {
    return { ...NOTHING, ...(JSON.parse(text) as Partial<Saved>) };
  } catch {
    return NOTHING; // written by something else: start afresh
  }
}
