'use client';

import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { formatBytes } from '@/lib/format-bytes';
import type { Asset } from '@/lib/schemas/asset';
import type { AssetDetails } from '@/lib/schemas/asset-details';
import { CopyableDetail, DetailList, DetailSection } from './detail-list';
import { describeExif, describePublication, formatMoment } from './detail-words';
import { useAssetDetails } from './use-asset-details';

/** All that is known of the image: beside it, and under it on phones. */
export function LightboxDetails({ id, asset }: { id: string; asset: Asset }) {
  const { result, reload } = useAssetDetails(asset);
  return (
    <aside
      id={id}
      aria-label="Details"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-[55%] shrink-0 overflow-y-auto border-y text-sm sm:max-h-none sm:w-96 sm:border-y-0 sm:border-l"
    >
      {result === null ? (
        <p role="status" className="flex items-center gap-2 p-4 text-muted">
          <Spinner /> Reading the details
        </p>
      ) : result.ok ? (
        <Details details={result.data} />
      ) : (
        <div className="grid justify-items-start gap-3 p-4">
          <p role="alert">{result.error.message}</p>
          <Button size="sm" onClick={reload}>
            Try again
          </Button>
        </div>
      )}
    </aside>
  );
}

function Details({ details }: { details: AssetDetails }) {
  const { exif, publications } = details;
  return (
    <>
      <DetailSection title="File">
        <DetailList
          rows={[
            ['Name', details.name],
            ['Type', details.contentType],
            ['Size', `${formatBytes(details.bytes)} (${details.bytes.toLocaleString('en')} bytes)`],
            ['Dimensions', formatSize(details.width, details.height)],
            ['Frames', details.frames === null ? null : String(details.frames)],
            ['Added', formatMoment(details.createdAt)],
            ['Verified', details.verifiedAt && formatMoment(details.verifiedAt)],
            ['Has to arrive by', details.expiresAt && formatMoment(details.expiresAt)],
            ['ETag', details.etag],
            ['Cache-Control', details.cacheControl],
          ]}
        />
        <CopyableDetail word="Path" value={details.path} />
        <CopyableDetail word="SHA-256" value={details.sha256} />
      </DetailSection>
      <DetailSection title="Variants">
        <DetailList
          rows={details.variantDetails.map(({ name, width, height, contentType, bytes }) => [
            name,
            `${width} × ${height}, ${contentType.replace('image/', '').toUpperCase()}, ${formatBytes(bytes)}`,
          ])}
        />
      </DetailSection>
      <DetailSection title="Published">
        {publications.length === 0 ? <p className="text-muted">It has never been public.</p> : null}
        <ol className="grid gap-3">
          {publications.map((publication) => (
            <PublicationEntry key={publication.path} {...describePublication(publication)} path={publication.path} />
          ))}
        </ol>
      </DetailSection>
      <DetailSection title="From the camera">
        {exif === null ? (
          <p className="text-muted">The original says nothing about a camera, a place or an author.</p>
        ) : (
          <>
            <p className="text-muted">For you alone: it is never published.</p>
            <DetailList rows={describeExif(exif)} />
          </>
        )}
      </DetailSection>
    </>
  );
}

function PublicationEntry({ period, proofs, path }: { period: string; proofs: string[]; path: string }) {
  return (
    <li className="grid gap-1 tabular-nums">
      <p>{period}</p>
      {proofs.length === 0 ? null : (
        <ul className="text-muted">
          {proofs.map((proof) => (
            <li key={proof}>{proof}</li>
          ))}
        </ul>
      )}
      <CopyableDetail word="Public path" value={path} />
    </li>
  );
}

function formatSize(width: number | null, height: number | null): string | null {
  return width === null || height === null ? null : `${width} × ${height} pixels`;
}
