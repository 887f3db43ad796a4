const HOME = '/jobs';

/** Where to go after signing in: a path of this site, never another site's address. */
export function toLocalPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/')) return HOME;
  // "//host", "/\host" and control characters would leave the site.
  const url = new URL(wanted, 'http://self.invalid');
  return url.host === 'self.invalid' ? url.pathname + url.search + url.hash : HOME;
}
