import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { MiddleTruncate } from '@/components/ui/middle-truncate';
import type { PublicAsset } from '@/lib/schemas/public-page';
import { formatFacts } from './asset-facts';
import { CopyLinkButton } from './copy-link-button';

/** The label beside the exhibit: what it is called, what it is, and how to take it along. */
export function AssetCaption({
  asset,
  name,
}: {
  asset: PublicAsset /** Around the name, such as the heading. */;
  name?: (text: ReactNode) => ReactNode;
}) {
  const text = <MiddleTruncate text={asset.name} />;
  return (
    <div className="flex w-full flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-48">
        {name ? name(text) : <p className="font-medium">{text}</p>}
        <p className="truncate text-muted text-sm tabular-nums">{formatFacts(asset)}</p>
      </div>
      <div className="flex gap-2 max-sm:w-full max-sm:*:flex-1">
        <CopyLinkButton url={asset.pageUrl} />
        <Button asChild>
          <a href={asset.downloadUrl} download={asset.name}>
            <Download aria-hidden="true" />
            Download
          </a>
        </Button>
      </div>
    </div>
  );
}
