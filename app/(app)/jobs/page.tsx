import type { Metadata } from 'next';
import { PageBar } from '@/components/frame/page-bar';
import { JobsBoard } from '@/components/jobs/jobs-board';
import { services } from '@/lib/composition';
import { listJobsSchema } from '@/lib/schemas/job';
import { requireViewer } from '@/lib/session';
import { createJob, restoreJob, trashJob, updateJob } from './actions';

export const metadata: Metadata = { title: 'Jobs' };

export default async function JobsPage() {
  const viewer = await requireViewer();
  const firstPage = await services().jobs.list(viewer.id, listJobsSchema.parse({}));
  return (
    <main id="main" tabIndex={-1} className="flow-root outline-none">
      <PageBar crumbs={[{ label: 'Jobs' }]} />
      <JobsBoard firstPage={firstPage} actions={{ createJob, updateJob, trashJob, restoreJob }} />
    </main>
  );
}
