import 'server-only';
import { type IncomingMessage, Server } from 'node:http';

const FORWARDED = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
];

/**
 * Quirk: Next believes X-Forwarded-Host and X-Forwarded-For of any caller, and only fills them from the socket when
 * they are missing. Without a proxy of ours in front, callers' own are dropped before Next sees the request.
 * Call once at boot.
 */
export function dropForwardedHeaders(): void {
  const emit = Server.prototype.emit;
  Server.prototype.emit = function (this: Server, event: string | symbol, ...args: unknown[]): boolean {
    if (event === 'request') {
      const { headers } = args[0] as IncomingMessage;
      for (const name of FORWARDED) delete headers[name];
    }
    return Reflect.apply(emit, this, [event, ...args]);
  };
}
