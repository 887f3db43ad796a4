import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AuthAndRest } from './auth-and-rest.ts';
import { describeError, logLine } from './log.ts';
import { isLoopbackHost, isLoopbackPeer } from './loopback.ts';
import { mayReadMails, sendMailPage } from './mail-page.ts';
import type { Mailbox } from './mailbox.ts';
import { IN_USE_EXIT_CODE, StartError } from './start-error.ts';
import { readWebRequest, sendWebResponse } from './web-request.ts';

const MAX_REST_BYTES = 4 * 1024 * 1024;
const MAX_SILENCE_MS = 120_000;

export type ServerParts = {
  authAndRest: AuthAndRest;
  storage: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Null when no mails are kept. */
  mailPage: { path: string; mailbox: Mailbox } | null;
};

/** One port for all: Storage for everybody who reaches it, the rest for this machine alone. */
export function createListener({ authAndRest, storage, mailPage }: ServerParts): RequestListener {
  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
    if (path.startsWith('/storage/v1/')) return storage(request, response);
    const local = isLoopbackPeer(request) && isLoopbackHost(request);
    if (local && request.method !== 'OPTIONS' && /^\/(auth|rest)\/v1\//.test(path)) {
      const webRequest = await readWebRequest(request, MAX_REST_BYTES);
      if (!webRequest) return sendStatus(response, 413);
      const answer = await authAndRest.fetch(webRequest, request.socket.remoteAddress ?? null);
      return sendWebResponse(answer, response);
    }
    if (mailPage && request.method === 'GET' && path === mailPage.path && mayReadMails(request)) {
      return sendMailPage(mailPage.mailbox, new URLSearchParams(query).get('format'), response);
    }
    sendStatus(response, 404);
  }

  return (request, response) => {
    route(request, response).catch((error) => {
      logLine(`${request.method} ${(request.url ?? '').split('?')[0]}: ${describeError(error)}`);
      if (response.headersSent) response.destroy();
      else sendStatus(response, 500);
    });
  };
}

function sendStatus(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' });
  response.end(
    JSON.stringify({ message: status === 404 ? 'Not found' : status === 413 ? 'Body too large' : 'Internal error' }),
  );
}

/**
 * Takes the port at once and answers 503 until `serve` is called with the real listener: an occupied port is reported
 * before the database is opened, and nobody is served before the self-check.
 */
export async function openPort(host: string, port: number) {
  let listener: RequestListener = (_request, response) => sendStarting(response);
  const server = createServer((request, response) => listener(request, response));
  // A slow upload may take its time, a silent connection may not.
  server.requestTimeout = 0;
  server.timeout = MAX_SILENCE_MS;
  await listen(server, host, port);
  const actualPort = (server.address() as AddressInfo).port;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${actualPort}`,
    serve(ready: RequestListener): void {
      listener = ready;
    },
    /** Lets requests under way end, for two seconds at most. */
    async close(): Promise<void> {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), 2000);
      await closed;
      clearTimeout(timer);
    },
  };
}

function sendStarting(response: ServerResponse): void {
  response.writeHead(503, { 'retry-after': '1' });
  response.end();
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? new StartError(`port ${port} of ${host} is in use by another program`, IN_USE_EXIT_CODE)
          : new StartError(`cannot listen on ${host}:${port}: ${error.message}`);
      reject(reason);
    });
    server.listen(port, host, resolve);
  });
}
