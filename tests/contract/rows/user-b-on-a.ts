import { A, png } from '../contract.ts';
import { DENIED, js, jsRefused, NO_SUCH_BUCKET, NO_SUCH_KEY, type Row, refusal } from '../row.ts';

const key = `${A}/of-a.png`;
const asPng = { contentType: 'image/png' };

export const rows: Row[] = [
  jsRefused('B upload into A folder', ({ b }) => b.from('assets').upload(`${A}/by-b.png`, png(), asPng), DENIED),
  jsRefused(
    'B upload upsert over A object',
    async ({ a, b }) => {
      await a.from('assets').upload(key, png(), asPng);
      return b.from('assets').upload(key, png(), { ...asPng, upsert: true });
    },
    DENIED,
  ),
  jsRefused('B update A object', ({ b }) => b.from('assets').update(key, png(), asPng), DENIED),
  jsRefused('B download', ({ b }) => b.from('assets').download(key), NO_SUCH_KEY),
  jsRefused('B createSignedUploadUrl', ({ b }) => b.from('assets').createSignedUploadUrl(`${A}/by-b.png`), DENIED),
  jsRefused(
    'B deleteBucket',
    ({ b }) => b.deleteBucket('assets'),
    refusal('409', 'ResourceNotEmpty', 'The bucket you tried to delete is not empty', 'ResourceNotEmpty'),
  ),
  jsRefused('B updateBucket public:true', ({ b }) => b.updateBucket('assets', { public: true }), NO_SUCH_BUCKET),
  jsRefused('anon upload', ({ anon }) => anon.from('assets').upload(`${A}/anon.png`, png(), asPng), DENIED),
  js('anon list', ({ anon }) => anon.from('assets').list(A), []),
];
