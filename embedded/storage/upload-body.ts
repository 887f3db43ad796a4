import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import type { Bytes, ReceivedBytes } from './bytes.ts';
import { aborted, invalidRequest } from './errors.ts';

/** What the request says about the file, before its bytes. */
export type DeclaredFile = {
  mimeType: string;
  cacheControl: string;
  userMetadata: Record<string, unknown>;
  /** Unknown in multipart and chunked bodies. */
  contentLength: number | null;
};

type Receiver = {
  bytes: Bytes;
  maxBytes: number;
  /** Called once, before the first byte is stored; throws to refuse. */
  accept(declared: DeclaredFile): Promise<void>;
};

export type ReceivedFile = { declared: DeclaredFile; received: ReceivedBytes };

/** Takes the file of an upload in, raw or multipart, as storage-js sends both. */
export function receiveFile(request: IncomingMessage, receiver: Receiver): Promise<ReceivedFile> {
  const contentType = request.headers['content-type'] ?? 'application/octet-stream';
  return /^multipart\/form-data/i.test(contentType)
    ? receiveMultipart(request, receiver)
    : receiveRaw(request, contentType, receiver);
}

async function receiveRaw(request: IncomingMessage, mimeType: string, { bytes, maxBytes, accept }: Receiver) {
  const { headers } = request;
  const metadataHeader = headers['x-metadata'];
  const declared: DeclaredFile = {
    mimeType,
    cacheControl: cleanCacheControl(headers['cache-control']),
    userMetadata: parseMetadata(
      metadataHeader ? Buffer.from(String(metadataHeader), 'base64').toString('utf8') : undefined,
    ),
    contentLength: headers['content-length'] ? Number(headers['content-length']) : null,
  };
  await accept(declared);
  return { declared, received: await bytes.receive(request, maxBytes) };
}

function receiveMultipart(request: IncomingMessage, { bytes, maxBytes, accept }: Receiver): Promise<ReceivedFile> {
  return new Promise((resolve, reject) => {
    const fields = new Map<string, string>();
    let file: Promise<ReceivedFile> | undefined;
    const fail = (error: unknown) => {
      request.unpipe(form);
      form.destroy();
      reject(error);
    };
    const form = parseForm(request);
    form.on('field', (name, value) => fields.set(name, value));
    form.on('file', (_name, stream, { mimeType }) => {
      stream.on('error', () => {});
      const declared: DeclaredFile = {
        mimeType: fields.get('contentType') ?? mimeType,
        cacheControl: cleanCacheControl(
          fields.has('cacheControl') ? `max-age=${fields.get('cacheControl')}` : undefined,
        ),
        userMetadata: parseMetadata(fields.get('metadata')),
        contentLength: null,
      };
      file = accept(declared).then(async () => ({ declared, received: await bytes.receive(stream, maxBytes) }));
      file.catch(fail);
    });
    form.on('close', () => (file ? file.then(resolve, fail) : fail(invalidRequest('body must contain a file'))));
    form.on('error', () => fail(aborted()));
    request.once('error', () => fail(aborted()));
    request.pipe(form);
  });
}

function parseForm(request: IncomingMessage): busboy.Busboy {
  try {
    return busboy({ headers: request.headers, limits: { files: 1, fields: 20, fieldSize: 64 * 1024 } });
  } catch (error) {
    throw invalidRequest((error as Error).message);
  }
}

function cleanCacheControl(value: string | undefined): string {
  return value && /^[\w=, -]{1,200}$/.test(value) ? value : 'no-cache';
}

function parseMetadata(text: string | undefined): Record<string, unknown> {
  if (!text) return {};
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}
