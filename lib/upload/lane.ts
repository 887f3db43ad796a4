/**
 * A queue that works on at most `limit` ids at once, in order. `work` must handle its own failures:
 * a lane never stops because one file went wrong.
 */
export class Lane {
  readonly #limit: number;
  readonly #work: (id: string) => Promise<void>;
  readonly #queued = new Set<string>();
  #running = 0;
  #paused = false;

  constructor(limit: number, work: (id: string) => Promise<void>) {
    this.#limit = limit;
    this.#work = work;
  }

  get queuedCount(): number {
    return this.#queued.size;
  }

  push(id: string): void {
    this.#queued.add(id);
    this.#start();
  }

  remove(id: string): void {
    this.#queued.delete(id);
  }

  /** What runs goes on; nothing new starts. */
  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#start();
  }

  #start(): void {
    for (const id of this.#queued) {
      if (this.#paused || this.#running >= this.#limit) return;
      this.#queued.delete(id);
      this.#running += 1;
      this.#work(id).finally(() => {
        this.#running -= 1;
        this.#start();
      });
    }
  }
}
