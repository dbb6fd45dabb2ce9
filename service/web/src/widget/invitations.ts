import type { Chat } from "./chat";
import type { Invitation } from "./look";
import type { Memory } from "./storage";

const LOOK_EVERY_MS = 500;

/** Shows what the shop wants said on a page, once all that is set of address, time and scrolling holds. */
export class Invitations {
  private since_ms = performance.now();
  private address = location.href;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly chat: Chat,
    private readonly memory: Memory,
    private readonly invitations: readonly Invitation[],
  ) {
    if (invitations.length) this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  /** Pages that change their address without loading begin anew. */
  private look(): void {
    if (document.hidden) return;
    if (location.href !== this.address) {
      this.address = location.href;
      this.since_ms = performance.now();
    }
    const { open, messages, invitation, shown } = this.chat.store.get();
    if (open || messages.length || invitation || !shown || this.memory.get().active) return;
    const left = this.invitations.filter((one) => !this.memory.wasInvited(nameOf(one)));
    if (!left.length) clearInterval(this.timer);
    const seconds = (performance.now() - this.since_ms) / 1000;
    const due = left.find((one) => holds(one, this.address, seconds, scrolledPercent()));
    if (!due) return;
    this.memory.noteInvited(nameOf(due), due.often);
    this.chat.page.invite(due.text);
  }
}

export function holds(one: Invitation, address: string, seconds: number, scrolled: number): boolean {
  const matches = !one.pages.length || one.pages.some((pattern) => isAt(pattern, address));
  return matches && seconds >= one.seconds && scrolled >= one.scroll_percent;
}

/** `*` stands for anything. A pattern that begins with / is of the path, any other of the whole address. */
export function isAt(pattern: string, address: string): boolean {
  const { origin, pathname, search } = new URL(address);
  const given = pattern.startsWith("/") ? pathname : origin + pathname;
  const parts = pattern.split("*");
  const whole = pattern.includes("?") ? given + search : given;
  const [start = "", ...rest] = parts;
  if (!whole.startsWith(start)) return false;
  if (!rest.length) return whole === start;
  let from = start.length;
  const end = rest.pop() ?? "";
  for (const part of rest) {
    const found = whole.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return whole.length - end.length >= from && whole.endsWith(end);
}

/** How far down the page has been scrolled; a page that fits the window has been seen to its end. */
function scrolledPercent(): number {
  const { scrollHeight, clientHeight, scrollTop } = document.scrollingElement ?? document.documentElement;
  const way = scrollHeight - clientHeight;
  return way > 0 ? (scrollTop / way) * 100 : 100;
}

function nameOf({ text }: Invitation): string {
  return (text.en || text.zh).slice(0, 80);
}
