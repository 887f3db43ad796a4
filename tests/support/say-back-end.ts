import { EMBEDDED_SUITES, EXTERNAL } from './external-back-end.ts';

/** Says which back end a run is about, and what it leaves out. */
export default function sayBackEnd(): void {
  if (!EXTERNAL) return;
  console.log(`The back end at ${EXTERNAL.url}; nothing embedded is started.`);
  for (const [suite, reason] of Object.entries(EMBEDDED_SUITES))
    console.log(`skipped: tests/${suite}.test.ts ${reason}`);
}
