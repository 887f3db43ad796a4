import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { AppError, ERROR_STATUS, type ErrorCode } from '../errors.ts';
import { mapInParallel } from '../map-in-parallel.ts';
import type { AssetListQuery, AssetListView, AssetPosition } from '../ports/asset-store.ts';
import type { FindOrigins } from '../ports/origins.ts';
import type { ReadSpooled } from '../ports/spooled-file.ts';
import type { Asset, ListAssets } from '../schemas/asset.ts';
import type { PresignedFile, UploadDeclaration } from '../schemas/upload.ts';
import type { AssetService } from '../services.ts';
import type { AddedAsset } from './add-asset.ts';
import { toAssetDetails } from './asset-details.ts';
import type { ToAssetDtos } from './asset-dto.ts';
import type { AssetRecord } from './asset-record.ts';
import { createChangeAssets } from './change-assets.ts';
import { cleanName } from './clean-name.ts';
import { copyAsset } from './copy-asset.ts';
import { createAnswerUpload, parseDeclaration, refusedFile } from './presign.ts';
import { writeReceipt } from './receipt.ts';
import { createSignUrls } from './sign-urls.ts';
import { supplyVariant } from './supply-variant.ts';
import { uploadFile } from './upload-file.ts';
import { settleAsset } from './work/settle-asset.ts';
import type { WorkerDependencies } from './work/worker-dependencies.ts';

/** Upload tokens asked of Storage at once. */
const MINT_PARALLEL = 8;

export type AssetServiceDependencies = WorkerDependencies & {
  toDtos: ToAssetDtos;
  findOrigins: FindOrigins;
  signedUrlExpiresInSeconds: number;
  readSpooled: ReadSpooled;
  /** Fails when there is no such job of the owner. @throws AppError not_found */
  requireJob: (ownerId: string, jobId: string) => Promise<unknown>;
};

export function createAssetService(deps: AssetServiceDependencies): AssetService {
  const { assets, toDtos } = deps;
  const answerUpload = createAnswerUpload(deps);

  const toDto = async (record: AssetRecord): Promise<Asset> => {
    const [dto] = await toDtos([record]);
    if (!dto) throw new Error('one record makes one DTO');
    return dto;
  };
  /** Waits for work in flight and gives the asset as it is then. */
  const settle = async (ownerId: string, record: AssetRecord): Promise<Asset> =>
    toDto((await settleAsset(ownerId, record.id, deps)) ?? record);

  async function complete(ownerId: string, assetId: string): Promise<Asset> {
    const begun = await assets.beginVerification(ownerId, assetId);
    const record = begun.status === 'verifying' ? await settleAsset(ownerId, assetId, deps) : begun;
    if (!record) throw new AppError('not_found', 'There is no such asset.');
    if (record.status === 'rejected') throw toRejection(record);
    return toDto(record);
  }
  /** What the job had already is shown as it is. */
  async function finish(ownerId: string, { assetId, isNew }: AddedAsset): Promise<{ asset: Asset; isNew: boolean }> {
    const known = isNew ? null : await assets.find(ownerId, assetId);
    return { asset: known ? await toDto(known) : await complete(ownerId, assetId), isNew };
  }

  /** What other jobs of the owner have, by its hash. */
  const findKnown = async (
    ownerId: string,
    jobId: string,
    files: UploadDeclaration[],
  ): Promise<Map<string, PresignedFile>> => {
    const copies = await assets.findCopies(
      ownerId,
      jobId,
      files.map(({ sha256 }) => sha256),
    );
    return new Map(copies.map(({ sha256, ...copy }) => [sha256, { status: 'known', ...copy }]));
  };

  return {
    async list(ownerId, jobId, query) {
      await deps.requireJob(ownerId, jobId);
      const listQuery = toListQuery(query);
      // One more than asked for tells whether there is a next page.
      const rows = await assets.list(ownerId, jobId, { ...listQuery, limit: query.limit + 1 });
      const page = rows.slice(0, query.limit);
      const last = page.at(-1);
      return {
        items: await toDtos(page.map((row) => row.asset)),
        nextCursor: rows.length > page.length && last ? encodeCursor([query.sort, ...last.position]) : null,
      };
    },

    async listPages(ownerId, jobId, query) {
      await deps.requireJob(ownerId, jobId);
      const view = toListView(query);
      const { total, ends, place } = await assets.listPages(ownerId, jobId, view, query.limit, query.asset ?? null);
      return {
        total,
        // Nothing begins after a last page that is full.
        cursors: ends
          .slice(0, Math.max(0, Math.ceil(total / query.limit) - 1))
          .map((end) => encodeCursor([query.sort, ...end])),
        place: place === null ? null : place - 1,
      };
    },

    getMany: async (ownerId, assetIds) => toDtos(await assets.findMany(ownerId, assetIds)),
    async get(ownerId, assetId) {
      const details = await assets.findDetails(ownerId, assetId);
      if (!details) throw new AppError('not_found', 'There is no such asset.');
      return toAssetDetails(await toDto(details.asset), details);
    },
    async update(ownerId, assetId, { name, jobId }) {
      // Moving first: it may be refused, and then nothing is changed.
      const moved = jobId === undefined ? null : await assets.move(ownerId, assetId, jobId);
      const record = name === undefined ? moved : await assets.rename(ownerId, assetId, cleanName(name));
      if (!record) throw new AppError('invalid_request', 'Give a name or a job.');
      return toDto(record);
    },

    changeMany: createChangeAssets(deps),

    async presign(ownerId, jobId, files, { offerCopies }) {
      const parsed = files.map(parseDeclaration);
      const sound = parsed.filter((file): file is UploadDeclaration => !(file instanceof AppError));
      const known = offerCopies ? await findKnown(ownerId, jobId, sound) : new Map<string, PresignedFile>();
      const unknown = sound.filter(({ sha256 }) => !known.has(sha256));
      const declared = await assets.declareUploads(ownerId, jobId, unknown);
      const answers = await mapInParallel(declared, MINT_PARALLEL, answerUpload);
      const remaining = answers[Symbol.iterator]();
      return parsed.map((file): PresignedFile => {
        if (file instanceof AppError) return refusedFile(file);
        const knownAnswer = known.get(file.sha256);
        if (knownAnswer) return knownAnswer;
        const answer = remaining.next().value;
        if (!answer) throw new Error('fewer answers than declared files');
        return answer;
      });
    },

    renewUploadUrl: async (ownerId, assetId) => answerUpload(await assets.renewUpload(ownerId, assetId)),

    complete,

    async upload(ownerId, jobId, file) {
      return finish(ownerId, await uploadFile(ownerId, jobId, file, deps));
    },
    async toReceipt(ownerId, jobId) {
      await deps.requireJob(ownerId, jobId);
      return writeReceipt(ownerId, jobId, assets);
    },
    async copy(ownerId, jobId, request) {
      return finish(ownerId, await copyAsset(ownerId, jobId, request, deps));
    },
    async supplyVariant(ownerId, jobId, file, target) {
      await deps.requireJob(ownerId, jobId);
      return toDto(await supplyVariant(ownerId, jobId, file, target, deps));
    },

    async setVisibility(ownerId, assetId, visibility) {
      return settle(ownerId, await assets.requestVisibility(ownerId, assetId, visibility));
    },

    trash: async (ownerId, assetId) => settle(ownerId, await assets.trash(ownerId, assetId)),
    restore: async (ownerId, assetId) => toDto(await assets.restore(ownerId, assetId)),
    async deletePermanently(ownerId, assetId) {
      await assets.startDeletion(ownerId, assetId);
      await settleAsset(ownerId, assetId, deps);
    },

    signUrls: createSignUrls(deps),
  };
}

/** Why an upload was refused, as the error that `complete` answers with, however often it is asked. */
function toRejection(record: AssetRecord): AppError {
  const code = record.problemCode ?? '';
  return new AppError(
    code in ERROR_STATUS ? (code as ErrorCode) : 'invalid_image',
    record.problemMessage ?? 'This file was refused.',
  );
}

/** What a position in each order is made of: SQL casts it, so nothing else may come from a cursor. */
const SORT_VALUES: Record<AssetListQuery['sort'], z.ZodType> = {
  added: z.int(),
  name: z.string().regex(/^[^\0]*$/),
  bytes: z.int(),
  published: z.iso.datetime({ offset: true }),
};

function toListView(query: Pick<ListAssets, 'sort' | 'visibility' | 'status' | 'q'>): AssetListView {
  return {
    sort: query.sort.replace('-', '') as AssetListQuery['sort'],
    descending: query.sort.startsWith('-'),
    visibility: query.visibility ?? null,
    status: query.status ?? null,
    search: query.q || null,
  };
}

function toListQuery(query: ListAssets): AssetListQuery {
  const view = toListView(query);
  const isPosition = (value: unknown): value is [string, ...AssetPosition] =>
    Array.isArray(value) &&
    value.length === 3 &&
    value[0] === query.sort &&
    SORT_VALUES[view.sort].safeParse(value[1]).success &&
    Number.isSafeInteger(value[2]);
  const [, ...after] = query.cursor === undefined ? [null] : decodeCursor(query.cursor, isPosition);
  return {
    ...view,
    after: after.length === 2 ? (after as AssetPosition) : null,
    limit: query.limit,
    trashed: query.trashed,
  };
}
