import type { Handlers } from './handlers.ts';

/** What reaches which handler, the first match wins; `:bucket` is one segment, `*` the rest of the path (the key). */
const ROUTES: [methods: string, path: string, handler: keyof Handlers][] = [
  ['GET', 'status', 'status'],
  ['GET', 'bucket', 'listBuckets'],
  ['POST', 'bucket', 'createBucket'],
  ['GET', 'bucket/:bucket', 'getBucket'],
  ['PUT', 'bucket/:bucket', 'updateBucket'],
  ['DELETE', 'bucket/:bucket', 'deleteBucket'],
  ['POST', 'object/upload/sign/:bucket/*', 'signUpload'],
  ['PUT', 'object/upload/sign/:bucket/*', 'uploadSigned'],
  ['POST', 'object/sign/:bucket/*', 'sign'],
  ['POST', 'object/sign/:bucket', 'signMany'],
  ['GET HEAD', 'object/sign/:bucket/*', 'serveSigned'],
  ['GET HEAD', 'object/public/:bucket/*', 'servePublic'],
  ['GET HEAD', 'object/authenticated/:bucket/*', 'serveOwn'],
  ['GET', 'object/info/authenticated/:bucket/*', 'info'],
  ['GET', 'object/info/:bucket/*', 'info'],
  ['POST', 'object/list/:bucket', 'list'],
  ['POST', 'object/copy', 'copy'],
  ['POST', 'object/move', 'move'],
  ['GET HEAD', 'object/:bucket/*', 'serveOwn'],
  ['POST', 'object/:bucket/*', 'upload'],
  ['PUT', 'object/:bucket/*', 'update'],
  ['DELETE', 'object/:bucket/*', 'removeOne'],
  ['DELETE', 'object/:bucket', 'removeMany'],
];

const COMPILED = ROUTES.map(([methods, path, handler]) => ({
  methods: methods.split(' '),
  pattern: new RegExp(`^${path.replace(':bucket', '(?<bucket>[^/]+)').replace('*', '(?<key>.*)')}$`, 's'),
  handler,
}));

/** @returns null for an unknown route. @throws URIError for a path that doesn't decode */
export function findRoute(method: string, path: string) {
  for (const { methods, pattern, handler } of COMPILED) {
    if (!methods.includes(method)) continue;
    const groups = pattern.exec(path)?.groups;
    const match = groups ?? (pattern.test(path) ? {} : null);
    if (match) {
      return { handler, bucketId: decodeURIComponent(match.bucket ?? ''), key: decodeURIComponent(match.key ?? '') };
    }
  }
  return null;
}
