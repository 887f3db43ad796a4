/** What anyone with the link sees: no ids of owner, job or private asset, no signed address. */
export type PublicAsset = {
  slug: string;
  name: string;
  contentType: string;
  bytes: number;
  width: number;
  height: number;
  /** More than one: an animation. */
  frames: number;
  /** Base64 thumbhash. */
  thumbhash: string | null;
  /** The clean public copy, full size. */
  fileUrl: string;
  previewUrl: string;
  thumbnailUrl: string;
  /** The same file, answered as an attachment under its own name. */
  downloadUrl: string;
  pageUrl: string;
  publishedAt: string;
};

/** The owner's logo, one for each kind of ground; the same address twice where there is only one. */
export type PublicLogos = { onLight: PublicLogo; onDark: PublicLogo };
export type PublicLogo = { url: string; width: number; height: number };

export type PublicAssetPage = { asset: PublicAsset; logos: PublicLogos | null };

export type PublicGallery = {
  logos: PublicLogos | null;
  slug: string;
  title: string;
  pageUrl: string;
  assetCount: number;
  items: PublicAsset[];
  nextCursor: string | null;
};
