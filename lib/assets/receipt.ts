import type { AssetPosition, AssetStore } from '../ports/asset-store.ts';
import { toIso } from '../to-iso.ts';
import type { AssetRecord } from './asset-record.ts';

const PAGE_SIZE = 500;
const HEAD = ['name', 'bytes', 'sha256', 'verified'];
/** Spreadsheets take the file for UTF-8 by this mark alone. */
const BYTE_ORDER_MARK = '\uFEFF';
/** What spreadsheets calculate instead of showing it. */
const FORMULA_START = /^[=+\-@\t\r]/;

/**
 * One line for each image of a job that was verified and is there, in the order in which they were added, as CSV (RFC
 * 4180), in pieces. The trash is left out.
 */
export async function* writeReceipt(ownerId: string, jobId: string, assets: AssetStore): AsyncIterable<string> {
  yield BYTE_ORDER_MARK + toLine(HEAD);
  let after: AssetPosition | null = null;
  do {
    const rows: { asset: AssetRecord; position: AssetPosition }[] = await assets.list(ownerId, jobId, {
      ...{ sort: 'added', descending: false, after, limit: PAGE_SIZE },
      ...{ visibility: null, status: null, search: null, trashed: false },
    });
    yield rows.map(({ asset }) => lineOf(asset)).join('');
    after = rows.length < PAGE_SIZE ? null : (rows.at(-1)?.position ?? null);
  } while (after !== null);
}

function lineOf({ name, bytes, sha256, verifiedAt, status }: AssetRecord): string {
  if (verifiedAt === null || status === 'lost' || status === 'deleting') return '';
  return toLine([toCell(name), `${bytes}`, sha256, toIso(verifiedAt)]);
}

/** A name of anybody's making: shown as it is, never calculated. */
function toCell(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}

const toLine = (cells: string[]): string =>
  `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
