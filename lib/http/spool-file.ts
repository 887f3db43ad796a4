import 'server-only';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { requireFileBytes } from '../images/check-file.ts';
import type { ContentType } from '../images/content-types.ts';
import { requireContentType } from '../images/require-content-type.ts';
import { SNIFF_BYTES } from '../images/sniff.ts';
import type { SpooledFile } from '../ports/spooled-file.ts';

export type FileLimits = { maxBytes: number; allowedContentTypes: readonly ContentType[] };

/**
 * Writes a stream to a file that only this process can read, hashing it on the way. A file that is too long or of a
 * foreign type is refused as soon as that is known.
 * @throws AppError payload_too_large, unsupported_media_type, invalid_image (empty)
 */
export async function spoolFile(
  stream: Readable,
  path: string,
  limits: FileLimits,
): Promise<Omit<SpooledFile, 'name'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  let head = Buffer.alloc(0);
  let contentType: ContentType | undefined;
  await pipeline(
    stream,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > limits.maxBytes) requireFileBytes(bytes, limits.maxBytes);
        if (contentType === undefined) {
          head = Buffer.concat([head, chunk.subarray(0, SNIFF_BYTES)]);
          if (head.length >= SNIFF_BYTES) contentType = requireContentType(head, limits.allowedContentTypes);
        }
        hash.update(chunk);
        yield chunk;
      }
      requireFileBytes(bytes, limits.maxBytes);
      contentType ??= requireContentType(head, limits.allowedContentTypes);
    },
    createWriteStream(path, { flags: 'wx', mode: 0o600 }),
  );
  if (contentType === undefined) throw new Error('a file that was written has a type');
  return { path, contentType, bytes, sha256: hash.digest('hex') };
}
