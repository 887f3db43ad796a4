// `npm test`: everything, on a fresh clone, in the order that fails fastest. Nothing but Node's own modules here.
import { requireNodeVersion } from './launch/node-version.mjs';

requireNodeVersion(process.versions.node);
const { runTests } = await import('./launch/run-tests.mjs');
await runTests();
