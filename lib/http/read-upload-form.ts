import 'server-only';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import type { z } from 'zod';
import { AppError, invalidField } from '../errors.ts';
import type { SpooledFile } from '../ports/spooled-file.ts';
import { isMultipart, MAX_DRAINED_BYTES } from './read-body.ts';
import { withSpoolPath } from './spool.ts';
import { type FileLimits, spoolFile } from './spool-file.ts';

const MAX_DRAINING_MS = 2000;
const MAX_FIELDS = 10;
const MAX_FIELD_BYTES = 4096;

export type UploadForm<Fields> = { fields: Fields; file: SpooledFile };

/**
 * Reads a multipart form with one file under the name `file`, and its other fields by a schema, and runs `use` with
 * them. The file waits on the local disk and is gone afterwards.
 * @throws AppError unsupported_media_type, invalid_request, payload_too_large, invalid_image; ZodError
 */
export async function withUploadForm<Schema extends z.ZodType, T>(
  request: Request,
  { schema, limits }: { schema: Schema; limits: FileLimits },
  use: (form: UploadForm<z.output<Schema>>) => Promise<T>,
): Promise<T> {
  return withSpoolPath(async (path) => {
    const { file, fields } = await readForm(request, path, limits);
    return use({ file, fields: schema.parse(fields) });
  });
}

async function readForm(request: Request, path: string, limits: FileLimits) {
  const parser = createParser(request, limits);
  const fields: Record<string, string> = {};
  let spooling: Promise<SpooledFile> | undefined;
  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  failed.catch(() => {});

  parser.on('field', (name, value, { nameTruncated, valueTruncated }) => {
    if (nameTruncated || valueTruncated) fail(new AppError('invalid_request', 'A field of the form is too long.'));
    else fields[name] = value;
  });
  parser.on('file', (name: string, stream: Readable, { filename }: busboy.FileInfo) => {
    if (name !== 'file') {
      stream.resume();
      fail(invalidField('file', 'Send the image in the field “file”.'));
      return;
    }
    spooling = spoolFile(stream, path, limits).then((spooled) => ({ ...spooled, name: filename || 'untitled' }));
    spooling.catch((error: unknown) => fail(isOurs(error) ? error : broken(error)));
  });
  parser.on('filesLimit', () => fail(invalidField('file', 'Send one file in a request.')));
  parser.on('partsLimit', () => fail(new AppError('invalid_request', 'The form has too many fields.')));
  parser.on('error', (error) => fail(broken(error)));

  try {
    await feed(request, parser, failed);
    if (!spooling) throw new AppError('invalid_request', 'The form has no field “file” with a file in it.');
    return { fields, file: await Promise.race([spooling, failed]) };
  } catch (error) {
    // Closes the file, so that it can be removed.
    parser.destroy();
    await spooling?.catch(() => {});
    throw error;
  }
}

/** A refusal, or a failure of the disk: not the form's fault. */
const isOurs = (error: unknown): boolean => error instanceof AppError || (error instanceof Error && 'syscall' in error);

function createParser(request: Request, { maxBytes }: FileLimits): busboy.Busboy {
  const contentType = request.headers.get('content-type') ?? '';
  if (!isMultipart(contentType)) {
    throw new AppError('unsupported_media_type', 'Send a multipart form, with the image in the field “file”.');
  }
  try {
    return busboy({
      headers: { 'content-type': contentType },
      defParamCharset: 'utf8',
      // One byte more tells a file that is too long.
      limits: {
        files: 1,
        fileSize: maxBytes + 1,
        fields: MAX_FIELDS,
        fieldSize: MAX_FIELD_BYTES,
        parts: MAX_FIELDS + 2,
      },
    });
  } catch (error) {
    throw broken(error);
  }
}

/** Hands the body to the parser at the pace at which it is written; of a refused one, reads on without keeping it. */
async function feed(request: Request, parser: busboy.Busboy, failed: Promise<never>): Promise<void> {
  const closed = once(parser, 'close');
  closed.catch(() => {});
  let failure: { error: unknown } | undefined;
  failed.catch((error: unknown) => {
    failure = { error };
  });
  let drained = { bytes: 0, since: 0 };
  for await (const chunk of readBody(request)) {
    if (failure) {
      drained = { bytes: drained.bytes + chunk.byteLength, since: drained.since || Date.now() };
      if (drained.bytes > MAX_DRAINED_BYTES || Date.now() - drained.since > MAX_DRAINING_MS) break;
    } else if (!parser.write(chunk)) {
      await Promise.race([once(parser, 'drain'), failed]).catch(() => {});
    }
  }
  if (failure) throw failure.error;
  parser.end();
  await Promise.race([closed, failed]);
}

/** @throws AppError invalid_request when the sender hangs up */
async function* readBody(request: Request): AsyncGenerator<Uint8Array> {
  try {
    yield* request.body ?? [];
  } catch (error) {
    throw broken(error);
  }
}

const broken = (cause: unknown) => new AppError('invalid_request', 'The form is broken or cut off.', { cause });
