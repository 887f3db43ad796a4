import { toAssetDetails } from '../assets/asset-details.ts';
import type { ToAssetDtos } from '../assets/asset-dto.ts';
import type { AccountStore } from '../ports/account-store.ts';
import type { AssetStore } from '../ports/asset-store.ts';
import type { Viewer } from '../ports/auth-gateway.ts';
import type { FindOrigins } from '../ports/origins.ts';
import type { Job, JobPage, ListJobs } from '../schemas/job.ts';
import { toIso } from '../to-iso.ts';

const PAGE_SIZE = 100;

/**
 * Everything that is known of an account, as the text of one JSON document in pieces, made page by page while it is
 * read. A failure in the middle ends the text there: it is not valid JSON then.
 */
export type ExportAccount = (viewer: Viewer) => Promise<AsyncIterable<string>>;

/** Reading with addresses for the request that began the export: it is over when most of the text is made. */
export type ExportReaders = {
  toDtos: ToAssetDtos;
  listJobs: (ownerId: string, query: ListJobs) => Promise<JobPage>;
};

export type ExportDependencies = {
  accounts: AccountStore;
  assets: AssetStore;
  findOrigins: FindOrigins;
  createReaders: (findOrigins: FindOrigins) => ExportReaders;
  /** The smaller parts of an account, each under its name. */
  parts: Record<string, (ownerId: string) => Promise<unknown>>;
  signedUrlExpiresInSeconds: number;
};

export function createExportAccount(deps: ExportDependencies): ExportAccount {
  return async (viewer) => {
    const origins = await deps.findOrigins();
    return write(
      viewer,
      deps,
      deps.createReaders(async () => origins),
    );
  };
}

async function* write(viewer: Viewer, deps: ExportDependencies, readers: ExportReaders): AsyncIterable<string> {
  const { createdAt, ...use } = await deps.accounts.getStorageUse(viewer.id);
  const head = {
    format: 'vitrine-export',
    version: 1,
    exportedAt: new Date().toISOString(),
    note: `The "url" of an asset downloads its original until "urlExpiresAt": links die within ${deps.signedUrlExpiresInSeconds} seconds. Export again for fresh ones.`,
    account: { id: viewer.id, email: viewer.email, createdAt: createdAt && toIso(createdAt), ...use },
    ...Object.fromEntries(
      await Promise.all(Object.entries(deps.parts).map(async ([name, read]) => [name, await read(viewer.id)] as const)),
    ),
  };
  yield JSON.stringify(head).slice(0, -1);
  yield* writeList('jobs', listJobs(viewer.id, readers));
  yield* writeList('assets', listAssets(viewer.id, deps.assets, readers));
  yield '}\n';
}

/** One more member of an object that is being written: an array, a page at a time. */
async function* writeList(name: string, pages: AsyncIterable<unknown[]>): AsyncIterable<string> {
  yield `,\n"${name}":[`;
  let separator = '\n';
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield separator + page.map((item) => JSON.stringify(item)).join(',\n');
    separator = ',\n';
  }
  yield ']';
}

async function* listJobs(ownerId: string, readers: ExportReaders): AsyncIterable<Job[]> {
  for (const trashed of [false, true]) {
    let cursor: string | undefined;
    do {
      const page = await readers.listJobs(ownerId, { limit: PAGE_SIZE, trashed, ...(cursor && { cursor }) });
      yield page.items;
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  }
}

async function* listAssets(ownerId: string, assets: AssetStore, { toDtos }: ExportReaders): AsyncIterable<unknown[]> {
  let after: number | null = null;
  for (;;) {
    const rows = await assets.listAll(ownerId, after, PAGE_SIZE);
    const dtos = await toDtos(rows.map(({ asset }) => asset));
    const dtoById = new Map(dtos.map((dto) => [dto.id, dto]));
    yield rows.flatMap((row) => {
      const dto = dtoById.get(row.asset.id);
      return dto ? [toAssetDetails(dto, row)] : [];
    });
    after = rows.at(-1)?.asset.addedNo ?? null;
    if (rows.length < PAGE_SIZE) return;
  }
}
