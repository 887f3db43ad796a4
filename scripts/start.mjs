// `npm start` and `npm run dev`. Runs on whatever Node started it, before node_modules exists:
// this file and scripts/launch use nothing but Node's own modules.
import { requireNodeVersion } from './launch/node-version.mjs';

requireNodeVersion(process.versions.node);
// Imported late: on a Node that is too old, the check above must speak before newer syntax is parsed.
const { launch } = await import('./launch/launch.mjs');
await launch({ dev: process.argv.includes('--dev') });
