import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { formatBytes } from '@/lib/format-bytes';
import { formatCount } from '@/lib/format-count';
import type { TrashedInJob } from '@/lib/schemas/storage-use';

/** Images in the trash whose jobs are not: each job has a trash of its own. */
export function TrashedInJobs({ jobs }: { jobs: TrashedInJob[] }) {
  if (jobs.length === 0) return null;
  return (
    <section aria-labelledby="trashed-images" className="mt-8 grid gap-3 *:min-w-0">
      <h2 id="trashed-images" className="font-semibold text-lg">
        Images
      </h2>
      <ul className="divide-y rounded-lg border bg-surface">
        {jobs.map(({ jobId, title, count, bytes }) => (
          <li key={jobId} className="flex items-center justify-between gap-4 p-3">
            <div className="min-w-0">
              <p title={title} className="truncate font-medium">
                {title}
              </p>
              <p className="text-muted text-sm tabular-nums">
                {formatCount(count, 'image')} · {formatBytes(bytes)}
              </p>
            </div>
            <Button asChild size="sm">
              <Link href={`/jobs/${jobId}?trashed=true`}>
                See images <span className="sr-only">of {title}</span>
              </Link>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
