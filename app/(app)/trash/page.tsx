import type { Metadata } from 'next';
import { PageBar } from '@/components/frame/page-bar';
import { TrashBoard } from '@/components/jobs/trash-board';
import { services } from '@/lib/composition';
import { listJobsSchema } from '@/lib/schemas/job';
import { requireViewer } from '@/lib/session';
import { deleteJob, restoreJob } from '../jobs/actions';

export const metadata: Metadata = { title: 'Trash' };

export default async function TrashPage() {
  const viewer = await requireViewer();
  const [firstPage, trashedInJobs, use] = await Promise.all([
    services().jobs.list(viewer.id, listJobsSchema.parse({ trashed: 'true' })),
    services().storage.listTrashedInJobs(viewer.id),
    services().storage.getUse(viewer.id),
  ]);
  return (
    <main id="main" tabIndex={-1} className="flow-root outline-none">
      <PageBar crumbs={[{ label: 'Jobs', href: '/jobs' }, { label: 'Trash' }]} />
      <TrashBoard {...{ firstPage, trashedInJobs, use }} actions={{ restoreJob, deleteJob }} />
    </main>
  );
}
