const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that carries cookies may change anything: browsers name the page it comes from, and that has to
 * be ours. A missing or `null` Origin is not ours.
 * @param siteUrl origin of the app as the caller sees it
 */
export function isOwnOrigin(method: string, headers: Pick<Headers, 'get'>, siteUrl: string): boolean {
  if (SAFE_METHODS.has(method)) return true;
  const fetchSite = headers.get('sec-fetch-site');
  return headers.get('origin') === siteUrl && (fetchSite === null || fetchSite === 'same-origin');
}
