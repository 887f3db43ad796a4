// `npm run build`: the production build that `npm start` and the tests use, made only when the sources changed.
import { ensureBuilt } from './launch/build.mjs';
import { runToVerdict } from './launch/command.mjs';
import { readEnv } from './launch/env-files.mjs';
import { ensureInstalled } from './launch/install.mjs';
import { ROOT } from './launch/paths.mjs';

await runToVerdict(async (lifecycle) => {
  const options = { root: ROOT, env: readEnv(ROOT, process.env), lifecycle };
  await ensureInstalled(options);
  await ensureBuilt(options);
});
