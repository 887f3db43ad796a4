import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import type { AssetList } from '@/components/job/gallery-state';
import { JobView } from '@/components/job/job-view';
import { type JobViewParams, parseJobView, toListQuery } from '@/components/job/job-view-params';
import { TrashView } from '@/components/job/trash-view';
import { services, uploadLimits } from '@/lib/composition';
import { AppError } from '@/lib/errors';
import { listAssetPagesSchema, listAssetsSchema } from '@/lib/schemas/asset';
import { isId } from '@/lib/schemas/id';
import { ASSETS_PER_PAGE } from '@/lib/schemas/limits';
import { requireViewer } from '@/lib/session';
import { updateJob } from '../actions';
import { deleteAsset, renameAsset, restoreAsset, setVisibility, trashAsset } from './actions';

type JobPageProps = {
  params: Promise<{ jobId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Once per request; what is missing or somebody else's is a real 404, because nothing has been sent yet. */
const getJobOrNotFound = cache(async (jobId: string) => {
  const viewer = await requireViewer();
  try {
    return { viewer, job: await services().jobs.get(viewer.id, jobId) };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: JobPageProps): Promise<Metadata> {
  const { job } = await getJobOrNotFound((await params).jobId);
  return { title: job.title };
}

/** The first page of the list, and that of the image which the address opens. */
async function loadList(
  ownerId: string,
  jobId: string,
  view: JobViewParams,
  openId: string | null,
): Promise<AssetList> {
  const { assets } = services();
  const query = toListQuery(view);
  const wanted = openId !== null && isId(openId) ? { ...query, asset: openId } : query;
  const [first, { total, cursors, place }] = await Promise.all([
    assets.list(ownerId, jobId, listAssetsSchema.parse(query)),
    assets.listPages(ownerId, jobId, listAssetPagesSchema.parse(wanted)),
  ]);
  const number = Math.floor((place ?? 0) / ASSETS_PER_PAGE);
  const cursor = cursors[number - 1];
  if (cursor === undefined) return { total, cursors, pages: [{ ...first, number: 0 }] };
  const other = await assets.list(ownerId, jobId, listAssetsSchema.parse({ ...query, cursor }));
  return {
    total,
    cursors,
    pages: [
      { ...first, number: 0 },
      { ...other, number },
    ],
  };
}

export default async function JobPage({ params, searchParams }: JobPageProps) {
  const { jobId } = await params;
  const query = await searchParams;
  const viewer = await requireViewer();
  if (query.trashed === 'true') {
    const { job } = await getJobOrNotFound(jobId);
    const firstPage = await services().assets.list(viewer.id, jobId, listAssetsSchema.parse({ trashed: 'true' }));
    return <TrashView job={job} firstPage={firstPage} actions={{ restoreAsset, deleteAsset }} />;
  }

  const view = parseJobView(query);
  // Both at once; a job that is missing is told by the job itself.
  const loading = loadList(viewer.id, jobId, view, typeof query.asset === 'string' ? query.asset : null);
  loading.catch(() => {});
  const { job } = await getJobOrNotFound(jobId);
  return (
    <JobView
      key={jobId}
      job={job}
      list={await loading}
      listView={view}
      limits={uploadLimits()}
      actions={{ updateJob, setVisibility, renameAsset, trashAsset, restoreAsset, deleteAsset }}
    />
  );
}
