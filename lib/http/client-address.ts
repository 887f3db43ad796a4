/**
 * The address that limits are counted by. Next fills X-Forwarded-For from the socket when nothing else did
 * (lib/http/forwarded-headers.ts makes sure of that without a trusted proxy); with one, its own entry is the last.
 */
export function clientAddressOf(headers: Pick<Headers, 'get'>): string {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown';
}
