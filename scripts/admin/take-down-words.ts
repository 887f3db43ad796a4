import type { TakenDownAsset } from '../../lib/operator/take-down-asset.ts';

/** What was found of an image that was taken down, one fact a line. @param siteUrl null where it is not known */
export function describeTakenDown(asset: TakenDownAsset, email: string, siteUrl: string | null): string {
  const { id, name, slug, isPageGone, file } = asset;
  const page = `${siteUrl ?? ''}/p/${slug}`;
  return [
    `Taken down: ${name} (${id}) of ${email}`,
    slug === null ? '  page: it never had one' : `  page: ${page} ${isPageGone ? 'is gone' : 'is still there'}`,
    file === null ? '  file: it never was public' : `  file: ${file.publicKey} ${describeFile(file)}`,
  ].join('\n');
}

function describeFile({ isGone, edge, cachedUntil }: NonNullable<TakenDownAsset['file']>): string {
  return `${isGone ? 'is gone from the public bucket' : 'is still in the public bucket'}; ${describeEdge(edge, cachedUntil)}`;
}

function describeEdge(edge: NonNullable<TakenDownAsset['file']>['edge'], cachedUntil: string | null): string {
  switch (edge) {
    case 'dead':
      return 'its address gives no bytes';
    case 'cached':
      return `caches may show it${cachedUntil === null ? ' for a short while' : ` until ${cachedUntil}`}`;
    case 'unreachable':
      return 'its address could not be reached to check caches';
  }
}
