import type { Origins } from '../ports/origins.ts';

type Page = {
  /** New for every answer: only scripts that carry it run, and what they load. */
  nonce: string;
  origins: Origins;
  /** `next dev` evaluates code and keeps a socket open. */
  isDevelopment: boolean;
};

/**
 * What a page may load and where it may send. Styles may be inline: sonner writes its own, and ratios of images are
 * attributes; a style reads and sends nothing under this policy.
 * https://nextjs.org/docs/app/guides/content-security-policy
 */
export function contentSecurityPolicy({ nonce, origins, isDevelopment }: Page): string {
  const storage = new URL(origins.storageUrl).origin;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' blob: data: ${storage}`,
    `connect-src 'self' ${storage}${isDevelopment ? ' ws:' : ''}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self' ${storage}`,
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Only of a site that is reached by https alone: on a machine of one's own http has to go on working. */
export const STRICT_TRANSPORT_SECURITY = 'max-age=31536000';
