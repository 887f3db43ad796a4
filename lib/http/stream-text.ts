import 'server-only';
import { Readable } from 'node:stream';
import { ANSWER_HEADERS } from './answer-with.ts';

/**
 * An answer that is made while it is read. A failure in the middle breaks the connection off, so that nobody takes a
 * part for the whole.
 * @param fileName what a browser saves it as
 */
export function streamText(pieces: AsyncIterable<string>, contentType: string, fileName: string): Response {
  const bytes = Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream<Uint8Array<ArrayBuffer>>;
  return new Response(bytes, {
    headers: {
      ...ANSWER_HEADERS,
      'content-type': contentType,
      'content-disposition': `attachment; filename="${fileName}"`,
    },
  });
}
