// @ts-check
import { networkInterfaces } from 'node:os';

/**
 * What is said once everything runs.
 * @param {object} options
 * @param {number} options.port
 * @param {string} options.host
 * @param {string | null} options.mailUrl where the mails are that nobody sends
 * @param {boolean} options.sendsLocalLinks whether mails are sent whose links only open on this machine
 * @param {boolean} options.dev
 */
export function welcome({ port, host, mailUrl, sendsLocalLinks, dev }) {
  const lines = [`Vitrine is ready at http://localhost:${port}${dev ? ' (with hot reload)' : ''}`];
  if (host === '0.0.0.0' || host === '::') {
    lines.push(...listLanAddresses().map((address) => `  on your network: http://${address}:${port}`));
  }
  if (mailUrl) lines.push(`  its mails can be read at ${mailUrl}`);
  if (sendsLocalLinks)
    lines.push('  links in its mails open on this machine only: set SITE_URL to the address people use');
  lines.push('  Ctrl-C stops it');
  return `\n${lines.join('\n')}\n`;
}

function listLanAddresses() {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}
