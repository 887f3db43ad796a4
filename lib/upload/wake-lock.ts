type Sentinel = { readonly released: boolean; release(): Promise<void> };
type WakeLockPorts = {
  /** Absent on plain http and in some browsers. */
  wakeLock: { request(type: 'screen'): Promise<Sentinel> } | undefined;
  page: Pick<Document, 'visibilityState' | 'addEventListener'>;
};

/** Keeps the device awake while it is needed, as far as the browser lets it: one that sleeps uploads nothing. */
export class WakeLock {
  readonly #ports: WakeLockPorts;
  #needed = false;
  #asking = false;
  #sentinel: Sentinel | null = null;

  constructor(ports: WakeLockPorts) {
    this.#ports = ports;
    // Browsers take the lock back when the page is hidden.
    ports.page.addEventListener('visibilitychange', () => void this.#settle());
  }

  setNeeded(needed: boolean): void {
    if (needed === this.#needed) return;
    this.#needed = needed;
    void this.#settle();
  }

  async #settle(): Promise<void> {
    const { wakeLock, page } = this.#ports;
    if (wakeLock === undefined || this.#asking) return;
    const held = this.#sentinel !== null && !this.#sentinel.released;
    if (!this.#needed && held) await this.#sentinel?.release().catch(() => {});
    if (!this.#needed || held || page.visibilityState !== 'visible') return;
    this.#asking = true;
    // Refused when the battery is low, say; asked again when the page is shown the next time.
    this.#sentinel = await wakeLock.request('screen').catch(() => null);
    this.#asking = false;
    if (!this.#needed) await this.#settle();
  }
}
