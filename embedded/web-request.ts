import type { IncomingMessage, ServerResponse } from 'node:http';

/** Reads a request whole into a Request that no longer depends on the connection. @returns null when it is too large */
export async function readWebRequest(incoming: IncomingMessage, maxBytes: number): Promise<Request | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > maxBytes) return null;
    chunks.push(chunk);
  }
  const headers = new Headers();
  for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
    const name = incoming.rawHeaders[index] ?? '';
    if (!/^(host|connection|transfer-encoding|content-length)$/i.test(name)) {
      headers.append(name, incoming.rawHeaders[index + 1] ?? '');
    }
  }
  const method = incoming.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' || bytes === 0 ? null : Buffer.concat(chunks);
  return new Request(`http://localhost${incoming.url}`, { method, headers, body });
}

/** Sends a response whose body is in memory, without the CORS headers: no browser talks to Auth or REST. */
export async function sendWebResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  for (const [name, value] of response.headers) {
    if (!name.startsWith('access-control-')) outgoing.setHeader(name, value);
  }
  outgoing.setHeader('x-content-type-options', 'nosniff');
  outgoing.writeHead(response.status);
  outgoing.end(response.body ? Buffer.from(await response.arrayBuffer()) : undefined);
}
