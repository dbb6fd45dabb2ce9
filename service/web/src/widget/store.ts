/** Holds a value; tells its listeners once for each burst of changes. */
export class Store<T> {
  private readonly listeners: ((value: T) => void)[] = [];
  private scheduled = false;

  constructor(private value: T) {}

  get(): T {
    return this.value;
  }

  update(step: (value: T) => T): void {
    const next = step(this.value);
    if (next === this.value) return;
    this.value = next;
    if (this.scheduled) return;
    this.scheduled = true;
    queueMicrotask(() => {
      this.scheduled = false;
      for (const listener of this.listeners) listener(this.value);
    });
  }

  subscribe(listener: (value: T) => void): void {
    this.listeners.push(listener);
    listener(this.value);
  }
}
