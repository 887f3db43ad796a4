import type { Metadata } from 'next';
import { PageBar } from '@/components/frame/page-bar';
import { SharedBoard } from '@/components/shared/shared-board';
import { services } from '@/lib/composition';
import { listSharedSchema } from '@/lib/schemas/shared';
import { requireViewer } from '@/lib/session';
import { setVisibility } from '../jobs/[jobId]/actions';
import { updateJob } from '../jobs/actions';

export const metadata: Metadata = { title: 'Shared' };

export default async function SharedPage() {
  const viewer = await requireViewer();
  const [firstPage, galleries, { publicCount }] = await Promise.all([
    services().shared.listAssets(viewer.id, listSharedSchema.parse({})),
    services().shared.listGalleries(viewer.id),
    services().storage.getUse(viewer.id),
  ]);
  return (
    <main id="main" tabIndex={-1} className="flow-root outline-none">
      <PageBar crumbs={[{ label: 'Jobs', href: '/jobs' }, { label: 'Shared' }]} />
      <SharedBoard
        firstPage={firstPage}
        galleries={galleries}
        publicCount={publicCount}
        actions={{ setVisibility, updateJob }}
      />
    </main>
  );
}
