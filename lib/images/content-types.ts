/** The content types that the product takes, in the order in which they are named to people. */
export const CONTENT_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const;

export type ContentType = (typeof CONTENT_TYPES)[number];

const EXTENSIONS = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
} as const satisfies Record<ContentType, string>;

const LABELS = {
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/webp': 'WebP',
  'image/gif': 'GIF',
} as const satisfies Record<ContentType, string>;

/** The file extension that object keys use, without a dot. */
export function extensionOf(contentType: ContentType): string {
  return EXTENSIONS[contentType];
}

/** The short name for people: "PNG", "JPEG", "WebP", "GIF". */
export function labelOf(contentType: ContentType): string {
  return LABELS[contentType];
}

export function isContentType(value: string): value is ContentType {
  return (CONTENT_TYPES as readonly string[]).includes(value);
}

/** Types as a person lists them: "PNG, JPEG, WebP and GIF". */
export function listOfLabels(contentTypes: readonly ContentType[]): string {
  const labels = contentTypes.map(labelOf);
  return labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}`;
}
