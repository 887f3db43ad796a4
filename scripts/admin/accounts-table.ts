import { formatBytes } from '../../lib/format-bytes.ts';
import type { AccountRecord } from '../../lib/ports/operator-store.ts';

const COLUMNS: { title: string; isNumber?: boolean; read: (account: AccountRecord) => string }[] = [
  { title: 'E-MAIL', read: ({ email }) => email || '-' },
  { title: 'ID', read: ({ ownerId }) => ownerId },
  { title: 'STATE', read: stateOf },
  { title: 'JOBS', isNumber: true, read: ({ jobCount }) => `${jobCount}` },
  { title: 'IMAGES', isNumber: true, read: ({ assetCount }) => `${assetCount}` },
  { title: 'PUBLIC', isNumber: true, read: ({ publicCount }) => `${publicCount}` },
  { title: 'USED', isNumber: true, read: ({ usedBytes }) => formatBytes(usedBytes) },
  { title: 'OF', isNumber: true, read: ({ quotaBytes }) => formatBytes(quotaBytes) },
  { title: 'SINCE', read: ({ createdAt }) => createdAt?.slice(0, 10) ?? '-' },
];

function stateOf({ admission, state }: AccountRecord): string {
  return admission === 'admitted' ? state : 'not admitted';
}

/** One line for each account under a line of titles, in aligned columns. */
export function formatAccounts(accounts: readonly AccountRecord[]): string {
  const rows = [
    COLUMNS.map(({ title }) => title),
    ...accounts.map((account) => COLUMNS.map(({ read }) => read(account))),
  ];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (text: string, column: number) =>
    COLUMNS[column]?.isNumber ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}
