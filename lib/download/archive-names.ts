/** What file systems do not take in a name, and what would make folders of it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are meant
const UNUSABLE = /[\u0000-\u001f\u007f/\\:*?"<>|]/g;

/**
 * Gives every file of an archive a name of its own: `a.png`, then `a (2).png`. Names that differ in case or in how their
 * accents are written are one name to macOS and Windows, so they are here.
 */
export function createArchiveNames(): (name: string) => string {
  const taken = new Set<string>();
  const lastNumber = new Map<string, number>();

  return (name) => {
    const usable = usableName(name) || 'image';
    const [, stem = usable, extension = ''] = /^(.+?)(\.[^.]+)?$/.exec(usable) ?? [];
    const first = keyOf(usable);
    let unique = usable;
    for (let number = (lastNumber.get(first) ?? 1) + 1; taken.has(keyOf(unique)); number++) {
      unique = `${stem} (${number})${extension}`;
      lastNumber.set(first, number);
    }
    taken.add(keyOf(unique));
    return unique;
  };
}

/** A title as the name of an archive. */
export const archiveNameOf = (title: string): string => `${usableName(title).slice(0, 100) || 'images'}.zip`;

const usableName = (name: string): string => name.replace(UNUSABLE, '_').replace(/[. ]+$/, '');

const keyOf = (name: string): string => name.normalize('NFC').toLowerCase();
