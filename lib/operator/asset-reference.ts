const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SLUG = /^[\w-]{22}$/;
const PAGE_PATH = /^\/p\/([\w-]{22})\/?$/;
/** Public and signed addresses of Storage: behind them are the bucket and the key. */
const FILE_PATH = /\/(?:public|sign|authenticated)\/[^/]+\/(.+)$/;
const KEY = /^([0-9a-f-]{36}\/[0-9a-f-]{36}\/[0-9a-f-]{36}(?:_[a-z0-9]+)?)\.[a-z0-9]+$/;

/**
 * Reads what an operator has at hand of an image: the address of its page or of one of its files, its slug, key or id.
 * @returns what `OperatorStore.findAsset` looks for; null for what names no image
 */
export function readAssetReference(text: string): string | null {
  const url = /^https?:/i.test(text) ? URL.parse(text) : null;
  if (url === null) return UUID.test(text) || SLUG.test(text) ? text : withoutExtension(text);
  const slug = PAGE_PATH.exec(url.pathname)?.[1];
  return slug ?? withoutExtension(FILE_PATH.exec(url.pathname)?.[1] ?? '');
}

const withoutExtension = (key: string): string | null => KEY.exec(key)?.[1] ?? null;
