/** Above this a file is hashed in pieces, so that it never sits in memory whole. */
const ONE_SHOT_MAX_BYTES = 64 * 1024 * 1024;

/**
 * SHA-256 of a file as lower-case hex. Uses the platform's own where there is one (secure contexts), otherwise
 * hash-wasm, which is loaded only then.
 */
export async function sha256File(file: Blob): Promise<string> {
  if (globalThis.crypto?.subtle !== undefined && file.size <= ONE_SHOT_MAX_BYTES) {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
  const { createSHA256 } = await import('hash-wasm');
  const hasher = await createSHA256();
  const reader = file.stream().getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) hasher.update(part.value);
  return hasher.digest('hex');
}
