import type { Asset } from '../../lib/schemas/asset.ts';

export type LinkForm = 'lines' | 'markdown';

/** The pages of the public ones among them, one a line. */
export function linkLines(assets: readonly Pick<Asset, 'name' | 'pageUrl'>[], form: LinkForm): string[] {
  return assets.flatMap(({ name, pageUrl }) => {
    if (pageUrl === null) return [];
    return [form === 'lines' ? pageUrl : `- [${escapeMarkdown(name)}](${pageUrl})`];
  });
}

/** Names are text there, whatever signs they have. https://spec.commonmark.org/0.31.2/#backslash-escapes */
const escapeMarkdown = (text: string): string => text.replace(/[\\`*_[\]<>&~|]/g, '\\$&');
