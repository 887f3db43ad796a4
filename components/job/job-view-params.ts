import type { ListAssets } from '../../lib/schemas/asset.ts';

export const SHOWN = ['all', 'private', 'public', 'refused'] as const;
export type Shown = (typeof SHOWN)[number];

export const SORTS = ['-added', 'added', 'name', '-name', '-bytes', 'bytes', '-published', 'published'] as const;
export type Sort = (typeof SORTS)[number];

/** What of a job is shown and in which order: the query string of its page. */
export type JobViewParams = { show: Shown; sort: Sort; search: string };

export const DEFAULT_VIEW: JobViewParams = { show: 'all', sort: '-added', search: '' };

/** As long as a name may be. */
const MAX_SEARCH_LENGTH = 255;

type RawParams = Record<string, string | string[] | undefined>;

/** Unknown values fall back to the default: an address somebody typed never fails. */
export function parseJobView({ show, sort, q }: RawParams): JobViewParams {
  return {
    show: SHOWN.find((value) => value === show) ?? DEFAULT_VIEW.show,
    sort: SORTS.find((value) => value === sort) ?? DEFAULT_VIEW.sort,
    search: typeof q === 'string' ? q.slice(0, MAX_SEARCH_LENGTH) : DEFAULT_VIEW.search,
  };
}

/** Without what is default: "" or "?show=public&sort=name". */
export const formatJobView = (view: JobViewParams): string => formatJobAddress(view, null);

/** With the image that is open. */
export function formatJobAddress(view: JobViewParams, assetId: string | null): string {
  const params = new URLSearchParams();
  if (view.show !== DEFAULT_VIEW.show) params.set('show', view.show);
  if (view.sort !== DEFAULT_VIEW.sort) params.set('sort', view.sort);
  if (view.search !== DEFAULT_VIEW.search) params.set('q', view.search);
  if (assetId !== null) params.set('asset', assetId);
  const query = params.toString();
  return query === '' ? '' : `?${query}`;
}

/** Something is left out of the job. */
export const isNarrowed = ({ show, search }: JobViewParams): boolean =>
  show !== DEFAULT_VIEW.show || search.trim() !== '';

export function toListQuery(view: JobViewParams): Pick<ListAssets, 'sort' | 'status' | 'visibility' | 'q'> {
  const list = { sort: view.sort, ...(view.search.trim() !== '' && { q: view.search.trim() }) };
  switch (view.show) {
    case 'all':
      return list;
    case 'refused':
      return { ...list, status: 'rejected' };
    case 'private':
    case 'public':
      return { ...list, visibility: view.show };
  }
}
