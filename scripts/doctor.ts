/**
 * `npm run doctor`: compares rows with objects and counts what must not be; the exit code is 0 when all counts are.
 * `-- --originals` reads every original back first, `-- --repair` mends what can be mended, `-- --json` prints the counts
 * as JSON.
 */
import { parseArgs } from 'node:util';
import { composeDoctor } from '../lib/compose-operator.ts';
import type { Findings } from '../lib/ports/installation-store.ts';
import { readEnvironment } from './admin/read-environment.ts';

const WORDS: Record<keyof Findings, string> = {
  lost: 'originals that are missing or damaged',
  leaked: 'files in the public bucket that no public image has',
  broken: 'public images of which a file is missing',
  orphaned: 'files in the private bucket that no image has',
  stuck: 'images or accounts whose work nobody drives',
  quotaDrift: 'accounts whose used space is not the sum of their images',
};

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { originals: { type: 'boolean' }, repair: { type: 'boolean' }, json: { type: 'boolean' } },
  });
  const say = (line: string) => (values.json ? console.error(line) : console.log(line));
  const doctor = await composeDoctor(readEnvironment().environment, (line) => console.error(line));
  if (values.originals) say(`${await doctor.checkOriginals(new Date())} originals were read back`);
  if (values.repair) {
    tell(await doctor.examine(), (line) => say(`before: ${line}`));
    await doctor.repair();
  }
  const findings = await doctor.examine();
  if (values.json) console.log(JSON.stringify(findings));
  else tell(findings, say);
  return Object.values(findings).some((count) => count > 0) ? 1 : 0;
}

function tell(findings: Findings, say: (line: string) => void): void {
  for (const [name, words] of Object.entries(WORDS)) say(`${findings[name as keyof Findings]} ${words}`);
}

// The pauses in lib keep no process alive.
const keepAlive = setInterval(() => {}, 60_000);
try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
} finally {
  clearInterval(keepAlive);
}
