import { afterAll, beforeAll, describe, test } from 'vitest';
import { type Contract, openContract } from './contract.ts';
import { rows as buckets } from './rows/buckets.ts';
import { rows as copyMove } from './rows/copy-move.ts';
import { rows as download } from './rows/download.ts';
import { rows as infoExists } from './rows/info-exists.ts';
import { rows as list } from './rows/list.ts';
import { rows as names } from './rows/names.ts';
import { rows as publicUrl } from './rows/public-url.ts';
import { rows as remove } from './rows/remove.ts';
import { rows as signedUpload } from './rows/signed-upload.ts';
import { rows as signedUrl } from './rows/signed-url.ts';
import { rows as upload } from './rows/upload.ts';
import { rows as userBOnA } from './rows/user-b-on-a.ts';

/**
 * What Supabase Storage answers, asked of the server of CONTRACT_URL or, by default, of an embedded back end of its own.
 * Black box: only what comes over HTTP is looked at. Rows marked ✗ are a weakness of the server that was recorded: they
 * take what it answers, and what a safe one does.
 */

const SECTIONS = {
  buckets,
  upload,
  'signed upload': signedUpload,
  'signed url': signedUrl,
  'public url': publicUrl,
  download,
  'info exists': infoExists,
  list,
  'copy move': copyMove,
  remove,
  names,
  'user B on A': userBOnA,
};

let contract: Contract;
let green = 0;

beforeAll(async () => {
  contract = await openContract();
});
afterAll(async () => {
  const count = Object.values(SECTIONS).flat().length;
  console.log(`contract: ${count} rows, ${green} green, at ${contract?.url}`);
  await contract?.close();
});

describe.each(Object.entries(SECTIONS))('%s', (_section, rows) => {
  test.each(rows)('$op', async ({ ask }) => {
    await ask(contract);
    green++;
  });
});
