import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const CORPUS = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));

export type Verdict = 'accept' | 'reject';
export type CorpusFile = { name: string; verdict: Verdict; readBytes(): Buffer };

/** Where the manifest leaves the choice, this is ours. */
const PINNED: Record<string, Verdict> = {
  // Text is neither inflated nor published.
  'bomb-png-ztxt-50MB.png': 'accept',
  // Complete up to its end marker, or not at all.
  'corrupt-no-eoi.jpg': 'reject',
  // Served under its own type with nosniff from the storage's origin; the tails are cut from what is published.
  'polyglot-gif-js.gif': 'accept',
  'polyglot-jpeg-zip-appended.jpg': 'accept',
  'polyglot-png-html-trailing.png': 'accept',
};

/** The corpus that lies beside the checkout, with the verdict on each file; null when it is not there. */
export function findCorpus(): CorpusFile[] | null {
  if (!existsSync(`${CORPUS}/MANIFEST.md`)) return null;
  const rows = readFileSync(`${CORPUS}/MANIFEST.md`, 'utf8').matchAll(/^\| `(.+)` \| \d+ \| ([a-z|+]+) \|/gm);
  const listed = [...rows].map(([, name = '', expected = '']) => ({ name, verdict: verdictOn(name, expected) }));
  const known = new Set(listed.map(({ name }) => name));
  // Some names do not fit into a table; behind all of them is one small image.
  const unlisted = readdirSync(`${CORPUS}/names`)
    .map((name) => ({ name: `names/${name}`, verdict: 'accept' as const }))
    .filter(({ name }) => !known.has(name));
  return [...listed, ...unlisted].map((file) => ({ ...file, readBytes: () => readFileSync(`${CORPUS}/${file.name}`) }));
}

/** Names that no file can have, for the API alone. */
export function readUnstorableNames(): string[] {
  return JSON.parse(readFileSync(`${CORPUS}/names-not-storable-on-disk.json`, 'utf8')).names;
}

function verdictOn(name: string, expected: string): Verdict {
  const choices = expected.split('|').map((choice) => (choice.startsWith('accept') ? 'accept' : 'reject'));
  const verdict = choices.length === 1 ? choices[0] : PINNED[name];
  if (verdict === undefined || !choices.includes(verdict)) throw new Error(`pin the verdict of ${name}`);
  return verdict;
}
