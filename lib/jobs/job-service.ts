import { randomUUID } from 'node:crypto';
import type { ToAssetDtos } from '../assets/asset-dto.ts';
import { driveAssets } from '../assets/work/drive-assets.ts';
import type { WorkerDependencies } from '../assets/work/worker-dependencies.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { JobRecord, JobStore } from '../ports/job-store.ts';
import type { FindOrigins } from '../ports/origins.ts';
import type { Job } from '../schemas/job.ts';
import type { JobService } from '../services.ts';
import { toIso } from '../to-iso.ts';
import { requireJob } from './require-job.ts';

export type JobServiceDependencies = {
  jobs: JobStore;
  toDtos: ToAssetDtos;
  findOrigins: FindOrigins;
  worker: WorkerDependencies;
};

const isPosition = (value: unknown): value is number => Number.isSafeInteger(value);

export function createJobService(deps: JobServiceDependencies): JobService {
  const { jobs } = deps;
  const { settleBranding } = deps.worker;
  const toJobs = async (records: JobRecord[]): Promise<Job[]> => {
    const covers = records.flatMap((record) => record.cover ?? []);
    const [coverDtos, { siteUrl }] = await Promise.all([deps.toDtos(covers), deps.findOrigins()]);
    const coverById = new Map(coverDtos.map((cover) => [cover.id, cover]));
    return records.map((record) => {
      const cover = record.cover && coverById.get(record.cover.id);
      return {
        id: record.id,
        title: record.title,
        assetCount: record.assetCount,
        publicCount: record.publicCount,
        bytes: record.bytes,
        gallery: record.galleryOn ? 'on' : 'off',
        galleryUrl: record.galleryOn && record.gallerySlug ? `${siteUrl}/g/${record.gallerySlug}` : null,
        coverAssetId: cover?.id ?? null,
        coverUrl: cover?.variants.thumbnail ?? null,
        coverThumbhash: cover?.thumbhash ?? null,
        createdAt: toIso(record.createdAt),
        updatedAt: toIso(record.updatedAt),
        trashedAt: record.trashedAt && toIso(record.trashedAt),
      };
    });
  };
  const toJob = async (record: JobRecord): Promise<Job> => {
    const [job] = await toJobs([record]);
    if (!job) throw new Error('one record makes one DTO');
    return job;
  };

  return {
    async list(ownerId, { cursor, limit, trashed }) {
      const after = cursor === undefined ? null : decodeCursor(cursor, isPosition);
      const rows = await jobs.list(ownerId, { after, limit: limit + 1, trashed });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: await toJobs(page),
        nextCursor: rows.length > page.length && last ? encodeCursor(last.addedNo) : null,
      };
    },
    create: async (ownerId, { title }, jobId = randomUUID()) => toJob(await jobs.create(ownerId, jobId, title)),
    get: async (ownerId, jobId) => toJob(await requireJob(jobs, ownerId, jobId)),
    async update(ownerId, jobId, { title, gallery, coverAssetId }) {
      const record = await jobs.update(ownerId, jobId, {
        ...(title !== undefined && { title }),
        ...(gallery !== undefined && { galleryOn: gallery === 'on' }),
        ...(coverAssetId !== undefined && { coverAssetId }),
      });
      if (gallery !== undefined) await settleBranding(ownerId);
      return toJob(record);
    },
    async trash(ownerId, jobId) {
      const record = await jobs.trash(ownerId, jobId);
      await driveAssets(record.unsettledAssetIds, deps.worker);
      await settleBranding(ownerId);
      return toJob(record);
    },
    async restore(ownerId, jobId) {
      const record = await jobs.restore(ownerId, jobId);
      await settleBranding(ownerId);
      return toJob(record);
    },
    async deletePermanently(ownerId, jobId) {
      await driveAssets(await jobs.startDeletion(ownerId, jobId), deps.worker);
      await settleBranding(ownerId);
    },
  };
}
