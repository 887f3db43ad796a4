import type { AssetRecord } from '../assets/asset-record.ts';
import { versionOf } from '../branding/version-of.ts';
import { encodeCursor, findCursorPosition } from '../cursor.ts';
import type { AssetStore } from '../ports/asset-store.ts';
import type { JobStore } from '../ports/job-store.ts';
import type { FindOrigins, Origins } from '../ports/origins.ts';
import type { ShownLogo } from '../ports/tenant-image-store.ts';
import { LOGO_NAMES } from '../schemas/branding.ts';
import type { PublicAsset, PublicLogo, PublicLogos } from '../schemas/public-page.ts';
import type { PublicPageService } from '../services.ts';
import { toIso } from '../to-iso.ts';

const PAGE_SIZE = 100;
const SLUG = /^[\w-]{22}$/;

export type PublicPageDependencies = {
  assets: AssetStore;
  jobs: JobStore;
  findOrigins: FindOrigins;
  publicPath: (key: string) => string;
};

const isPosition = (value: unknown): value is number => Number.isSafeInteger(value);

/** What anybody with a link sees. One query per page, so that a page never mixes two moments. */
export function createPublicPageService({
  assets,
  jobs,
  findOrigins,
  publicPath,
}: PublicPageDependencies): PublicPageService {
  const toPublicAsset = (record: AssetRecord, { siteUrl, storageUrl }: Origins): PublicAsset => {
    if (!record.publicKey || !record.slug || !record.width || !record.height || !record.publishedAt) {
      throw new Error(`asset ${record.id} is public without a file, a slug or a size`);
    }
    const fileUrl = storageUrl + publicPath(record.publicKey);
    const variantUrl = (name: string): string => {
      const key = record.variants.find((variant) => variant.name === name)?.publicKey;
      return key ? storageUrl + publicPath(key) : fileUrl;
    };
    return {
      slug: record.slug,
      name: record.name,
      contentType: record.contentType,
      bytes: record.bytes,
      width: record.width,
      height: record.height,
      frames: record.frames ?? 1,
      thumbhash: record.thumbhash,
      fileUrl,
      previewUrl: variantUrl('preview'),
      thumbnailUrl: variantUrl('thumbnail'),
      downloadUrl: `${fileUrl}?download=${encodeURIComponent(record.name)}`,
      pageUrl: `${siteUrl}/p/${record.slug}`,
      publishedAt: toIso(record.publishedAt),
    };
  };

  const toLogos = (shown: ShownLogo[], { storageUrl }: Origins): PublicLogos | null => {
    const toLogo = (logo: ShownLogo): PublicLogo => ({
      url: `${storageUrl}${publicPath(logo.objectKey)}?v=${versionOf(logo)}`,
      width: logo.width,
      height: logo.height,
    });
    const [primary, secondary] = LOGO_NAMES.map((name) => shown.find(({ kind }) => kind === name));
    const [onLight, onDark] = [primary ?? secondary, secondary ?? primary];
    return onLight && onDark ? { onLight: toLogo(onLight), onDark: toLogo(onDark) } : null;
  };

  return {
    async findAsset(slug) {
      if (!SLUG.test(slug)) return null;
      const record = await assets.findPublic(slug);
      if (!record) return null;
      const origins = await findOrigins();
      return { asset: toPublicAsset(record.asset, origins), logos: toLogos(record.logos, origins) };
    },
    async findGallery(slug, cursor) {
      if (!SLUG.test(slug)) return null;
      const after = cursor === undefined ? null : findCursorPosition(cursor, isPosition);
      // An address that no page of the gallery has given.
      if (cursor !== undefined && after === null) return null;
      const record = await jobs.findPublicGallery(slug, after, PAGE_SIZE + 1);
      if (!record) return null;
      const origins = await findOrigins();
      const page = record.items.slice(0, PAGE_SIZE);
      const last = page.at(-1);
      return {
        logos: toLogos(record.logos, origins),
        slug: record.slug,
        title: record.title,
        pageUrl: `${origins.siteUrl}/g/${record.slug}`,
        assetCount: record.assetCount,
        items: page.map((item) => toPublicAsset(item, origins)),
        nextCursor: record.items.length > page.length && last ? encodeCursor(last.addedNo) : null,
      };
    },
  };
}
