import type { Message } from "../shared/contract";
import { randomId } from "../shared/ids";
import { STRINGS } from "./i18n";
import { type ChatState, type Upload, withUpload, withoutUpload } from "./state";
import type { Store } from "./store";

interface Hooks {
  send(file: File, client_id: string, onProgress: (share: number) => void): Promise<Message>;
  onSent(message: Message): void;
  onFailed(error: unknown): void;
}

/** Files that the customer attaches: each is sent as a message of its own, and may be tried again on this page. */
export class Files {
  private readonly unsent = new Map<string, File>();

  constructor(
    private readonly store: Store<ChatState>,
    private readonly hooks: Hooks,
  ) {}

  /** Sends a file, or tells why it cannot be. */
  async add(file: File): Promise<void> {
    const problem = this.problemWith(file);
    if (problem) {
      this.store.update((state) => ({ ...state, notice: { kind: "error", detail: problem } }));
      return;
    }
    const client_id = randomId();
    this.unsent.set(client_id, file);
    await this.retry(client_id);
  }

  /** Does nothing for what is no file of this page. */
  async retry(client_id: string): Promise<void> {
    const file = this.unsent.get(client_id);
    if (!file) return;
    const show = (change: Partial<Upload>): void =>
      this.store.update((state) => withUpload(state, { client_id, name: file.name, share: 0, failed: false, ...change }));
    show({});
    try {
      const message = await this.hooks.send(file, client_id, (share) => show({ share }));
      this.unsent.delete(client_id);
      this.store.update((state) => withoutUpload(state, client_id));
      this.hooks.onSent(message);
    } catch (error) {
      show({ failed: true });
      this.hooks.onFailed(error);
    }
  }

  private problemWith({ name, size }: File): string | null {
    const { files, language } = this.store.get();
    const strings = STRINGS[language];
    const ending = /\.[^.]*$/.exec(name.toLowerCase())?.[0] ?? "";
    if (!files?.types.includes(ending)) return strings.fileKind(name);
    return size > files.max_bytes ? strings.fileTooLarge(name, files.max_bytes / 1e6) : null;
  }
}
