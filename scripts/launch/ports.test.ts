import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { findFreePort, requireFreePort } from './ports.mjs';

test('a taken port is refused with its number and its variable', async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  const options = { port, host: '127.0.0.1', variable: 'SUPABASE_PORT', purpose: 'the embedded Supabase' };
  await expect(requireFreePort(options)).rejects.toThrow(
    new RegExp(`^Port ${port}, meant for the embedded Supabase, is taken.*SUPABASE_PORT=${port + 1}`),
  );
  await new Promise((closed) => server.close(closed));
  await expect(requireFreePort(options)).resolves.toBeUndefined();
});

test('an address of another machine is refused, naming HOST', async () => {
  const options = { port: await findFreePort(), host: '192.0.2.1', variable: 'PORT', purpose: 'the app' };
  await expect(requireFreePort(options)).rejects.toThrow(/^HOST=192\.0\.2\.1 is not an address of this machine/);
});
