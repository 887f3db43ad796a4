import { toAssetDetails } from '../assets/asset-details.ts';
import type { ToAssetDtos } from '../assets/asset-dto.ts';
import type { AccountStore } from '../ports/account-store.ts';
import type { AssetStore } from '../ports/asset-store.ts';
import type { Viewer } from '../ports/auth-gateway.ts';
import type { FindOrigins } from '../ports/origins.ts';
import type { AccountExport } from '../schemas/account-export.ts';
import type { AssetDetails } from '../schemas/asset-details.ts';
import type { Job, JobPage, ListJobs } from '../schemas/job.ts';
import type { ExportService } from '../services.ts';
import { toIso } from '../to-iso.ts';

const PAGE_SIZE = 100;

type Reader<T> = (ownerId: string) => Promise<T>;

export type ExportReaders = {
  toDtos: ToAssetDtos;
  listJobs: (ownerId: string, query: ListJobs) => Promise<JobPage>;
};

export type ExportDependencies = {
  accounts: AccountStore;
  assets: AssetStore;
  getBranding: Reader<AccountExport['branding']>;
  listApiTokens: Reader<AccountExport['apiTokens']>;
  listOpenInvitations: Reader<AccountExport['openInvitations']>;
  findOrigins: FindOrigins;
  /** For the origins of the request that began the export: it is over when most of the text is made. */
  createReaders: (findOrigins: FindOrigins) => ExportReaders;
  signedUrlExpiresInSeconds: number;
};

export function createExportService(deps: ExportDependencies): ExportService {
  const openReaders = async (): Promise<ExportReaders> => {
    const origins = await deps.findOrigins();
    return deps.createReaders(async () => origins);
  };
  return {
    async toJson(viewer) {
      const [head, readers] = await Promise.all([readHead(viewer, deps), openReaders()]);
      return writeDocument(head, {
        jobs: listJobs(viewer.id, readers),
        assets: listAssets(viewer.id, deps.assets, readers),
      });
    },
    async toLinks(ownerId) {
      return writeLinks(listAssets(ownerId, deps.assets, await openReaders()));
    },
  };
}

type Head = Omit<AccountExport, 'jobs' | 'assets'>;

async function readHead(viewer: Viewer, deps: ExportDependencies): Promise<Head> {
  const [use, branding, apiTokens, openInvitations] = await Promise.all([
    deps.accounts.getStorageUse(viewer.id),
    deps.getBranding(viewer.id),
    deps.listApiTokens(viewer.id),
    deps.listOpenInvitations(viewer.id),
  ]);
  const { usedBytes, quotaBytes, state, suspensionReason, createdAt } = use;
  return {
    format: 'vitrine-export',
    version: 1,
    exportedAt: new Date().toISOString(),
    note: `The "url" of an asset downloads its original until "urlExpiresAt": signed addresses live ${deps.signedUrlExpiresInSeconds} seconds here. Export again for fresh ones.`,
    account: {
      ...{ id: viewer.id, email: viewer.email, createdAt: createdAt && toIso(createdAt) },
      ...{ usedBytes, quotaBytes, state, suspensionReason },
    },
    ...{ branding, apiTokens, openInvitations },
  };
}

/** The text of the document in pieces, a page of a list at a time, so that no account is too large for memory. */
async function* writeDocument(head: Head, lists: Record<string, AsyncIterable<unknown[]>>): AsyncIterable<string> {
  yield JSON.stringify(head).slice(0, -1);
  for (const [name, pages] of Object.entries(lists)) {
    yield `,\n"${name}":[`;
    let separator = '\n';
    for await (const page of pages) {
      if (page.length === 0) continue;
      yield separator + page.map((item) => JSON.stringify(item)).join(',\n');
      separator = ',\n';
    }
    yield ']';
  }
  yield '}\n';
}

async function* writeLinks(pages: AsyncIterable<AssetDetails[]>): AsyncIterable<string> {
  for await (const page of pages) {
    yield page.map(({ url, name }) => (url === null ? '' : `${url}&download=${encodeURIComponent(name)}\n`)).join('');
  }
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

async function* listAssets(
  ownerId: string,
  assets: AssetStore,
  { toDtos }: ExportReaders,
): AsyncIterable<AssetDetails[]> {
  for (let after: number | null = null; ; ) {
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
