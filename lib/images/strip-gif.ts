import { concatBytes } from './byte-reader.ts';
import { type GifBlock, walkGif } from './gif-blocks.ts';

const LOOPS: readonly string[] = ['NETSCAPE2.0', 'ANIMEXTS1.0'];
/** A loop count and a buffer size; a longer one hides something else. */
const LOOP_MAX_BYTES = 25;
const COLOUR_PROFILE = 'ICCRGBG1012';

const TRAILER = 0x3b;

/** @throws AppError `invalid_image` */
export function stripGif(bytes: Uint8Array): Uint8Array {
  const { headerEnd, blocks } = walkGif(bytes);
  const kept = blocks.filter((block) => gifMetadataName(block) === null);
  const parts = kept.map(({ start, end }) => bytes.subarray(start, end));
  return concatBytes([bytes.subarray(0, headerEnd), ...parts, Uint8Array.of(TRAILER)]);
}

/** @throws AppError `invalid_image` */
export function findGifMetadata(bytes: Uint8Array): string[] {
  const { headerEnd, blocks, end } = walkGif(bytes);
  const found = blocks.flatMap((block) => gifMetadataName(block) ?? []);
  const usedBytes = blocks.reduce((sum, block) => sum + block.end - block.start, headerEnd + 1);
  if (usedBytes < end) found.push('stray bytes');
  if (end < bytes.length) found.push('trailing bytes');
  return found;
}

/** What a block is that browsers ignore, or `null` when the image needs it. */
function gifMetadataName(block: GifBlock): string | null {
  switch (block.kind) {
    case 'image':
    // One that belonged to a dropped plain text stays too: decoders apply it to the next frame all the same.
    case 'graphic-control':
      return null;
    case 'application':
      return isKeptApplication(block) ? null : `application ${block.application}`;
    default:
      return block.kind;
  }
}

function isKeptApplication({ application = '', start, end }: GifBlock): boolean {
  if (application === COLOUR_PROFILE) return true;
  return LOOPS.includes(application) && end - start <= LOOP_MAX_BYTES;
}
