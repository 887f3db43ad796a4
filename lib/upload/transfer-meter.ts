const WINDOW_MS = 6_000;
const MIN_SPAN_MS = 800;

/** Speed over the last seconds; a retry that starts a file again never makes it negative. */
export class TransferMeter {
  #samples: { atMs: number; bytes: number }[] = [];
  #sentBytes = 0;

  /** @param bytes sent since the last call. */
  record(atMs: number, bytes: number): void {
    if (bytes <= 0) return;
    this.#sentBytes += bytes;
    this.#samples.push({ atMs, bytes: this.#sentBytes });
    while (this.#samples.length > 2 && (this.#samples[0]?.atMs ?? atMs) < atMs - WINDOW_MS) this.#samples.shift();
  }

  /** Null while there is too little to tell. */
  bytesPerSecond(nowMs: number): number | null {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || nowMs - last.atMs > WINDOW_MS) return null;
    const spanMs = nowMs - first.atMs;
    if (spanMs < MIN_SPAN_MS) return null;
    return ((last.bytes - first.bytes) / spanMs) * 1000;
  }
}
