import { formatBytes } from '../../lib/format-bytes.ts';
import type { Operator } from '../../lib/operator/operator.ts';
import { isSuspensionDone } from '../../lib/operator/suspend-account.ts';
import { isTakenDown } from '../../lib/operator/take-down-asset.ts';
import type { AccountRecord } from '../../lib/ports/operator-store.ts';
import { formatAccounts } from './accounts-table.ts';
import type { Command } from './parse-command.ts';
import { describeTakenDown } from './take-down-words.ts';

const DAY_SECONDS = 24 * 3600;

/** The janitor of the app takes over what this command could not finish. */
const GOES_ON = 'The janitor of the app goes on with it; run the command again to see.';

type Work = Exclude<Command, { name: 'help' }>;

/** Does it and prints what was done. @returns the exit code */
export async function runCommand(command: Work, operator: Operator, siteUrl: string | null): Promise<number> {
  switch (command.name) {
    case 'users': {
      const accounts = await Array.fromAsync(operator.listAccounts());
      console.log(command.json ? JSON.stringify(accounts, null, 2) : formatAccounts(accounts));
      return 0;
    }
    case 'quota': {
      const before = await operator.getAccount(command.account);
      const after = await operator.setQuota(before, command.bytes);
      console.log(`Quota of ${after.email}: ${describeQuota(before)} before, ${describeQuota(after)} now.`);
      console.log(
        `Used: ${formatBytes(after.usedBytes)}.${after.usedBytes > after.quotaBytes ? ' It stays; nothing can be added.' : ''}`,
      );
      return 0;
    }
    case 'takedown':
      return command.target.kind === 'image'
        ? takeDownImage(operator, command.target.text, command.reason, siteUrl)
        : takeDownAccount(operator, command.target.text, command.reason);
    case 'restore':
      if (command.target.kind === 'image') {
        const image = await operator.getAsset(command.target.text);
        const copies = await operator.allowAsset(image);
        console.log(
          `${image.name} of ${image.email} may be published again${copies.length > 1 ? `, in all ${copies.length} jobs that have it` : ''}.`,
        );
      } else {
        const account = await operator.getAccount(command.target.text);
        await operator.reinstateAccount(account);
        console.log(`The account ${account.email} is active again: its owner may add and publish.`);
      }
      console.log('Nothing became public by itself: its owner decides that.');
      return 0;
    case 'invite': {
      const { url, expiresAt } = await operator.invite(command.note, command.days * DAY_SECONDS);
      console.log(`This link admits one person until ${expiresAt.slice(0, 10)}. It is shown this once:`);
      console.log(url);
      return 0;
    }
  }
}

async function takeDownImage(
  operator: Operator,
  reference: string,
  reason: string | null,
  siteUrl: string | null,
): Promise<number> {
  const image = await operator.getAsset(reference);
  const copies = await operator.takeDownAsset(image, reason);
  for (const copy of copies) console.log(describeTakenDown(copy, image.email, siteUrl));
  const isDone = copies.every(isTakenDown);
  if (!isDone) console.error(`Not everything of it is gone yet. ${GOES_ON}`);
  console.log(`Its owner cannot publish these bytes, in any job, until: npm run admin -- restore ${image.id}`);
  return isDone ? 0 : 1;
}

async function takeDownAccount(operator: Operator, emailOrId: string, reason: string | null): Promise<number> {
  const account = await operator.getAccount(emailOrId);
  const left = await operator.suspendAccount(account, reason, ({ assetsLeft, filesLeft }) =>
    console.log(`${account.email}: ${assetsLeft} images and ${filesLeft} files to take back`),
  );
  if (!isSuspensionDone(left)) {
    console.error(`${left.filesLeft} files are not gone yet; no page shows them. ${GOES_ON}`);
    return 1;
  }
  console.log(
    `The account ${account.email} is suspended: its galleries are off, its pages are gone, and no file of it is`,
  );
  console.log(
    'in the public bucket. Its owner can sign in, read, export and delete; nothing can be added or published,',
  );
  console.log(`until: npm run admin -- restore --account ${account.ownerId}`);
  return 0;
}

function describeQuota({ quotaBytes, ownQuotaBytes }: AccountRecord): string {
  return `${formatBytes(quotaBytes)} (${ownQuotaBytes === null ? 'the default' : `${quotaBytes} bytes`})`;
}
