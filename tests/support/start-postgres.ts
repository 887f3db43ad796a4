import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import postgres from 'postgres';
import { findFreePort } from '../../scripts/launch/ports.mjs';

/** PostgreSQL refuses to run as root. */
const NOBODY = 65534;
const READY_WITHIN_MS = 30_000;

/** A PostgreSQL server with an empty database, for tests. @param programs as `findPostgres` gives them */
export async function startPostgres(programs: string): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-postgres-'));
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
  const data = join(folder, 'data');
  execFileSync(join(programs, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8'], {
    ...{ ...user, cwd: folder, stdio: 'pipe' },
  });
  const port = await findFreePort();
  const options = ['-D', data, '-p', `${port}`, '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'];
  const server = spawn(join(programs, 'postgres'), options, { ...user, cwd: folder, stdio: 'ignore' });
  const exited = once(server, 'exit');
  const stop = async () => {
    server.kill('SIGINT');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + READY_WITHIN_MS;
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  while (!(await isReady(url))) {
    if (Date.now() > deadline || server.exitCode !== null) {
      await stop();
      throw new Error('PostgreSQL did not start');
    }
    await wait(100);
  }
  return { url, stop };
}

/** A server that is still starting listens already, but lets nobody in. */
async function isReady(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end();
  }
}
