import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { stepNameOf } from './step-name.ts';

type BackendAnswer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

/** A request on its way to the back end, which stands still until it is passed on, answered or dropped. */
export type Exchange = {
  step: string;
  /** Null for requests about everybody or nobody. */
  ownerId: string | null;
  /** Lets the back end do it; the app learns nothing yet. */
  pass(): Promise<BackendAnswer>;
  answer(answer: BackendAnswer): void;
  /** As a connection that breaks. */
  drop(): void;
};

/** Takes an exchange over, or gives null to let it pass. */
export type Intercept = (exchange: Exchange) => Promise<void> | null;

export type FaultProxy = {
  url: string;
  /** Sees every exchange until it is removed by the function that comes back. */
  intercept(intercept: Intercept): () => void;
  /** Exchanges that have not ended. */
  open(): Exchange[];
  stop(): Promise<void>;
};

type FindOwner = (line: { path: string; body: string; authorization: string }) => Promise<string | null>;

/**
 * Stands between the app and the back end, and between browsers and Storage: where a request can be lost, here it can be
 * lost on purpose. The product knows nothing of it.
 */
export async function startFaultProxy(backendUrl: string, findOwner: FindOwner): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true });
  const intercepts = new Set<Intercept>();
  const open = new Set<Exchange>();

  function ask(incoming: IncomingMessage, body: Buffer): Promise<BackendAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<BackendAnswer>();
    const { 'transfer-encoding': _chunked, ...headers } = incoming.headers;
    const outgoing = request(backendUrl + incoming.url, {
      agent,
      method: incoming.method,
      headers: { ...headers, 'content-length': body.byteLength },
    });
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      buffer(response).then(
        (bytes) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes }),
        reject,
      );
    });
    outgoing.end(body);
    return promise;
  }

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const { method = '', url: path = '', headers } = incoming;
    const line = { method, path, body: headers['content-type']?.includes('json') ? body.toString() : '' };
    const exchange: Exchange = {
      step: stepNameOf(line),
      ownerId: await findOwner({ ...line, authorization: headers.authorization ?? '' }),
      pass: () => ask(incoming, body),
      answer({ status, headers: answered, body: bytes }) {
        const { 'transfer-encoding': _chunked, connection: _connection, ...kept } = answered;
        const hasBody = method !== 'HEAD' && status !== 304 && status !== 204;
        outgoing.writeHead(status, { ...kept, ...(hasBody && { 'content-length': bytes.byteLength }) });
        outgoing.end(hasBody ? bytes : undefined);
      },
      drop: () => void incoming.socket.destroy(),
    };
    open.add(exchange);
    outgoing.once('close', () => open.delete(exchange));
    for (const intercept of intercepts) {
      const taken = intercept(exchange);
      if (taken) return taken;
    }
    exchange.answer(await exchange.pass());
  }

  const server = createServer((incoming, outgoing) => {
    // Whoever asked may be gone by now, and the back end too: that is what this is for.
    serve(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    intercept(intercept) {
      intercepts.add(intercept);
      return () => intercepts.delete(intercept);
    },
    open: () => [...open],
    async stop() {
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
