export type Size = { width: number; height: number };

/** Scaled down, to at least one pixel a side; never enlarged. */
export function scaledDown({ width, height }: Size, scale: number): Size {
  const factor = Math.min(1, scale);
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
}
