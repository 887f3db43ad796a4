import { UPLOAD_INSTRUCTIONS_ID } from './upload-button';

/** Below the images: how more are added, and the receipt for those that are in. */
export function UploadHint({ jobId, taken }: { jobId: string; taken: string }) {
  return (
    <p className="px-4 pt-8 text-center text-muted text-sm">
      <span id={UPLOAD_INSTRUCTIONS_ID}>
        <span className="pointer-coarse:hidden">Drop or paste more anywhere on this page: </span>
        {taken}.
      </span>{' '}
      <a
        href={`/api/v1/jobs/${jobId}/receipt`}
        download
        title="Name, bytes, SHA-256 and time of every verified image, as CSV"
        className="whitespace-nowrap rounded-sm text-text underline underline-offset-2"
      >
        Download a receipt
      </a>
    </p>
  );
}
