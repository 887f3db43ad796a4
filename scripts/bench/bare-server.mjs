// What a machine can do at best: node:http writes each body to disk, syncs it, and answers. No rows, no checks, no hash.
// @ts-check

import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';

const [directory = '.'] = process.argv.slice(2);
let files = 0;

const server = createServer(async (request, response) => {
  const file = await open(join(directory, `${files++}`), 'wx');
  for await (const chunk of request) await file.writeFile(chunk);
  await file.sync();
  await file.close();
  response.end('{}');
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' ? address?.port : '');
});
