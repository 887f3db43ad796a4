import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { AssetCaption } from '@/components/public/asset-caption';
import { formatFacts } from '@/components/public/asset-facts';
import { FittedImage } from '@/components/public/fitted-image';
import { fittedSize } from '@/components/public/image-sources';
import { OwnerLogo } from '@/components/public/owner-logo';
import { cn } from '@/components/ui/cn';
import { services } from '@/lib/composition';
import { PREVIEW_PIXELS } from '@/lib/images/variant-sizes';

/** Once a request, for the head and the body alike. */
const findAsset = cache((slug: string) => services().publicPages.findAsset(slug));

async function read({ slug }: { slug: string }) {
  const page = await findAsset(slug);
  if (!page) notFound();
  return page;
}

export async function generateMetadata({ params }: PageProps<'/p/[slug]'>): Promise<Metadata> {
  const { asset } = await read(await params);
  const image = { url: asset.previewUrl, alt: asset.name, ...fittedSize(asset, PREVIEW_PIXELS) };
  return {
    title: { absolute: asset.name },
    description: formatFacts(asset),
    // A link is for those it was given to; it still unfolds in chats.
    robots: { index: false },
    alternates: { canonical: asset.pageUrl },
    openGraph: { type: 'website', title: asset.name, url: asset.pageUrl, images: [image] },
    twitter: { card: 'summary_large_image', title: asset.name, images: [image] },
  };
}

// GET /p/{slug} - one published image, for anyone
export default async function PublicAssetPage({ params }: PageProps<'/p/[slug]'>) {
  const { asset, logos } = await read(await params);
  return (
    <main
      id="main"
      className={cn('grid grid-cols-[minmax(0,1fr)]', logos ? 'grid-rows-[auto_1fr_auto]' : 'grid-rows-[1fr_auto]')}
    >
      {logos ? <OwnerLogo logos={logos} className="px-4 pt-4 sm:px-8 sm:pt-6" /> : null}
      <div className="flex items-center justify-center p-4 pb-0 sm:p-8 sm:pb-0">
        <FittedImage asset={asset} room={logos ? '(100dvh - 15.5rem)' : '(100dvh - 11.5rem)'} />
      </div>
      <div className="w-full px-4 py-5 sm:px-8">
        <AssetCaption asset={asset} name={(text) => <h1 className="wrap-anywhere font-medium">{text}</h1>} />
      </div>
    </main>
  );
}
