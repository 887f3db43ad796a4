/** A request to the back end, as far as its step and its owner are concerned. */
export type RequestLine = { method: string; path: string; body: string };

/** Of object keys: what comes after the uuid of the file, such as `_112x112`; nothing for the original. */
const VARIANT = /_([a-z0-9]+)\.[a-z]+$/;

/**
 * The name of a request of the app, or of a browser's PUT, as a step of an operation. Every request has one, so that no
 * step is forgotten and new ones are named by themselves.
 */
export function stepNameOf({ method, path }: RequestLine): string {
  const [, api = '', ...rest] = path.split('?')[0]?.replace('/v1', '').split('/') ?? [];
  if (api === 'rest' && rest[0] === 'rpc') return `rpc ${rest[1]}`;
  if (api === 'auth') return `auth ${method} ${rest.join('/')}`;
  if (api !== 'storage') return `${method} ${[api, ...rest].join('/')}`;

  const [kind = '', ...where] = rest;
  if (kind !== 'object') return `storage ${method} ${kind}`;
  const verb = ['upload', 'info', 'sign', 'public'].includes(where[0] ?? '') ? (where.shift() ?? '') : '';
  if (where[0] === 'sign') where.shift();
  const [bucket = '', ...key] = where;
  const variant = VARIANT.exec(key.at(-1) ?? '')?.[1];
  return ['storage', method, verb, bucket, key.length > 0 && (variant ?? 'original')].filter(Boolean).join(' ');
}
