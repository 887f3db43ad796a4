import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('bare-server.mjs', import.meta.url));

export type BareServer = { put(bytes: Uint8Array<ArrayBuffer>): Promise<void>; empty(): void; stop(): Promise<void> };

/** The measure of the bench, in a process of its own as the back end is. @param directory on the disk of the back end */
export async function startBareServer(directory: string): Promise<BareServer> {
  mkdirSync(directory, { recursive: true });
  const child = spawn(process.execPath, [SERVER, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  const url = `http://127.0.0.1:${Number(line)}/`;
  return {
    async put(bytes) {
      const response = await fetch(url, { method: 'PUT', body: bytes });
      if (!response.ok) throw new Error(`the bare server answered ${response.status}`);
      await response.arrayBuffer();
    },
    empty() {
      for (const name of readdirSync(directory)) rmSync(join(directory, name));
    },
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}
