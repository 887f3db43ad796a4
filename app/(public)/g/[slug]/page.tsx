import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { formatImageCount } from '@/components/jobs/job-counts';
import { CopyLinkButton } from '@/components/public/copy-link-button';
import { DownloadAll } from '@/components/public/download-all';
import { Gallery } from '@/components/public/gallery';
import { fittedSize } from '@/components/public/image-sources';
import { OwnerLogo } from '@/components/public/owner-logo';
import { Button } from '@/components/ui/button';
import { services } from '@/lib/composition';
import { PREVIEW_PIXELS } from '@/lib/images/variant-sizes';

/** Once a request, for the head and the body alike. */
const findGallery = cache((slug: string, cursor: string | undefined) =>
  services().publicPages.findGallery(slug, cursor),
);

async function read({ params, searchParams }: PageProps<'/g/[slug]'>) {
  const [{ slug }, { cursor }] = await Promise.all([params, searchParams]);
  const gallery = await findGallery(slug, typeof cursor === 'string' ? cursor : undefined);
  if (!gallery) notFound();
  return { gallery, first: typeof cursor !== 'string' };
}

export async function generateMetadata(props: PageProps<'/g/[slug]'>): Promise<Metadata> {
  const { gallery } = await read(props);
  const [cover] = gallery.items;
  const images = cover ? [{ url: cover.previewUrl, alt: cover.name, ...fittedSize(cover, PREVIEW_PIXELS) }] : [];
  return {
    title: { absolute: gallery.title },
    description: formatImageCount(gallery.assetCount),
    // A link is for those it was given to; it still unfolds in chats.
    robots: { index: false },
    alternates: { canonical: gallery.pageUrl },
    openGraph: { type: 'website', title: gallery.title, url: gallery.pageUrl, images },
    twitter: { card: 'summary_large_image', title: gallery.title, images },
  };
}

// GET /g/{slug} - the published images of one job, for anyone, while its owner keeps the gallery on
export default async function PublicGalleryPage(props: PageProps<'/g/[slug]'>) {
  const { gallery, first } = await read(props);
  const path = `/g/${encodeURIComponent(gallery.slug)}`;
  return (
    <main id="main" className="px-3 pt-8 pb-10 sm:px-6 sm:pt-12">
      <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4 px-1 sm:mb-8 sm:px-0">
        <div className="min-w-0">
          {gallery.logos ? <OwnerLogo logos={gallery.logos} className="mb-4" /> : null}
          <h1 className="break-words font-semibold text-2xl">{gallery.title}</h1>
          <p className="mt-1 text-muted tabular-nums">{formatImageCount(gallery.assetCount)}</p>
        </div>
        <div className="flex flex-wrap items-center justify-end gap-2">
          <CopyLinkButton url={gallery.pageUrl} />
          {gallery.assetCount > 0 ? (
            <DownloadAll slug={gallery.slug} title={gallery.title} count={gallery.assetCount} />
          ) : null}
        </div>
      </header>
      {gallery.items.length > 0 ? (
        <Gallery items={gallery.items} />
      ) : (
        <p className="px-1 py-16 text-center text-muted">Nothing is published here at the moment.</p>
      )}
      {first && !gallery.nextCursor ? null : (
        <nav aria-label="Pages of the gallery" className="mt-8 flex justify-center gap-2">
          {first ? null : (
            <Button asChild>
              <Link href={path}>Back to the start</Link>
            </Button>
          )}
          {gallery.nextCursor ? (
            <Button asChild>
              <Link href={`${path}?cursor=${encodeURIComponent(gallery.nextCursor)}`}>More images</Link>
            </Button>
          ) : null}
        </nav>
      )}
    </main>
  );
}
