import 'server-only';
import { AppError } from '../errors.ts';
import { isMultipart, readBytes } from './read-body.ts';

/** Boundaries and headers around the one part. */
const MULTIPART_OVERHEAD_BYTES = 16_384;

/**
 * One image out of a request: the raw bytes under an `image/*` type, or the field `file` of a form. What it is, its
 * bytes alone decide.
 * @throws AppError unsupported_media_type, payload_too_large, invalid_request
 */
export async function readImageBody(request: Request, maxBytes: number): Promise<Buffer> {
  const contentType = request.headers.get('content-type') ?? '';
  const tooLarge = `This file is too large. At most ${maxBytes.toLocaleString('en')} bytes can be sent.`;
  if (/^image\//i.test(contentType)) return readBytes(request, maxBytes, tooLarge);
  if (!isMultipart(contentType)) {
    throw new AppError(
      'unsupported_media_type',
      'Send the bytes of the image with its Content-Type, or a form with the field “file”.',
    );
  }
  const body = await readBytes(request, maxBytes + MULTIPART_OVERHEAD_BYTES, tooLarge);
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => null);
  const file = form?.get('file');
  if (!(file instanceof File)) throw new AppError('invalid_request', 'The form has no file in the field “file”.');
  return Buffer.from(await file.arrayBuffer());
}
