import type { ListAssets } from '../../lib/schemas/asset.ts';

export const SHOWN = ['all', 'private', 'public', 'refused'] as const;
export type Shown = (typeof SHOWN)[number];

export const SORTS = ['-added', 'added', 'name', '-name', '-bytes', 'bytes', '-published'] as const;
export type Sort = (typeof SORTS)[number];

/** What of a job is shown and in which order: the query string of its page. */
export type JobViewParams = { show: Shown; sort: Sort };

export const DEFAULT_VIEW: JobViewParams = { show: 'all', sort: '-added' };

type RawParams = { show?: string | string[]; sort?: string | string[] };

/** Unknown values fall back to the default: an address somebody typed never fails. */
export function parseJobView(params: RawParams): JobViewParams {
  return {
    show: SHOWN.find((value) => value === params.show) ?? DEFAULT_VIEW.show,
    sort: SORTS.find((value) => value === params.sort) ?? DEFAULT_VIEW.sort,
  };
}

/** Without what is default: "" or "?show=public&sort=name". */
export function formatJobView(view: JobViewParams): string {
  const params = new URLSearchParams();
  if (view.show !== DEFAULT_VIEW.show) params.set('show', view.show);
  if (view.sort !== DEFAULT_VIEW.sort) params.set('sort', view.sort);
  const query = params.toString();
  return query === '' ? '' : `?${query}`;
}

export function toListQuery(view: JobViewParams): Pick<ListAssets, 'sort' | 'status' | 'visibility'> {
  switch (view.show) {
    case 'all':
      return { sort: view.sort };
    case 'refused':
      return { sort: view.sort, status: 'rejected' };
    case 'private':
    case 'public':
      return { sort: view.sort, visibility: view.show };
  }
}
