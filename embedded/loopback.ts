import type { IncomingMessage } from 'node:http';

const LOOPBACK_NAME = /^(localhost|127\.0\.0\.1|\[::1\])$/;
const LOOPBACK_ADDRESS = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

/** Whether the request is addressed to this machine by one of its loopback names, on any port. */
export function isLoopbackHost(request: IncomingMessage): boolean {
  return LOOPBACK_NAME.test((request.headers.host ?? '').toLowerCase().replace(/:\d+$/, ''));
}

/** Whether the connection itself comes from this machine. */
export function isLoopbackPeer(request: IncomingMessage): boolean {
  return LOOPBACK_ADDRESS.test(request.socket.remoteAddress ?? '');
}

/** Whether a URL leads to this machine. */
export function isLoopbackUrl(url: string): boolean {
  return LOOPBACK_NAME.test(new URL(url).hostname);
}
