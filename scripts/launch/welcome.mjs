// @ts-check
import { networkInterfaces } from 'node:os';

/**
 * What is said once everything runs.
 * @param {{ port: number, host: string, mailUrl: string | null, dev: boolean }} options
 */
export function welcome({ port, host, mailUrl, dev }) {
  const lines = [`Vitrine is ready at http://localhost:${port}${dev ? ' (with hot reload)' : ''}`];
  if (host === '0.0.0.0' || host === '::') {
    lines.push(...listLanAddresses().map((address) => `  on your network: http://${address}:${port}`));
  }
  if (mailUrl) lines.push(`  its mails can be read at ${mailUrl}`);
  lines.push('  Ctrl-C stops it');
  return `\n${lines.join('\n')}\n`;
}

function listLanAddresses() {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}
