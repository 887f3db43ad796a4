'use client';

import { ArrowDownUp, Trash2 } from 'lucide-react';
import Link from 'next/link';
import type { RefObject } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { formatCount } from '@/lib/format-count';
import { isNarrowed, type JobViewParams, SHOWN, type Shown, SORTS, type Sort } from './job-view-params';
import { SearchBox } from './search-box';
import type { HistoryStep } from './use-job-address';

const SHOWN_WORDS: Record<Shown, string> = { all: 'All', private: 'Private', public: 'Public', refused: 'Refused' };
const SORT_WORDS: Record<Sort, string> = {
  '-added': 'Newest first',
  added: 'Oldest first',
  name: 'Name, A to Z',
  '-name': 'Name, Z to A',
  '-bytes': 'Largest first',
  bytes: 'Smallest first',
  '-published': 'Last published first',
  published: 'Last published last',
};

type GalleryToolbarProps = {
  jobId: string;
  view: JobViewParams;
  /** The job has nothing to filter or sort. */
  empty: boolean;
  /** How many images are shown, once that is known. */
  count: number | null;
  searchBox: RefObject<HTMLInputElement | null>;
  onChange: (view: JobViewParams, step?: HistoryStep) => void;
};

/** What is shown and in which order; both live in the address. */
export function GalleryToolbar({ jobId, view, empty, count, searchBox, onChange }: GalleryToolbarProps) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <fieldset className={cn('flex min-w-0 rounded-md bg-sunken p-0.5', empty && 'invisible')}>
        <legend className="sr-only">Show</legend>
        {SHOWN.map((shown) => (
          <button
            key={shown}
            type="button"
            aria-pressed={view.show === shown}
            onClick={() => onChange({ ...view, show: shown })}
            className={cn(
              'h-8 rounded-[6px] px-2.5 font-medium text-muted text-sm transition-[background-color,color] hover:text-text sm:px-3',
              view.show === shown && 'bg-raised text-text outline outline-hairline',
            )}
          >
            {SHOWN_WORDS[shown]}
          </button>
        ))}
      </fieldset>
      <p role="status" className="text-muted text-sm tabular-nums max-sm:sr-only">
        {isNarrowed(view) && count !== null ? formatCount(count, 'image') : ''}
      </p>
      {empty ? null : (
        <SearchBox
          ref={searchBox}
          value={view.search}
          // One step back undoes the whole search, not its last letter.
          onChange={(search) => onChange({ ...view, search }, view.search === '' ? 'push' : 'replace')}
          className="ml-auto max-sm:order-last max-sm:basis-full sm:w-52"
        />
      )}
      <div className={cn('flex items-center gap-1 max-sm:ml-auto', empty && 'ml-auto')}>
        {empty ? null : (
          <DropdownMenu>
            <DropdownMenuTrigger asChild>
              <Button variant="quiet" size="sm" aria-label={`Order: ${SORT_WORDS[view.sort]}`}>
                <ArrowDownUp aria-hidden="true" />
                <span className="max-sm:hidden">{SORT_WORDS[view.sort]}</span>
              </Button>
            </DropdownMenuTrigger>
            <DropdownMenuContent align="end">
              <DropdownMenuRadioGroup
                value={view.sort}
                onValueChange={(value) => {
                  const sort = SORTS.find((known) => known === value);
                  if (sort !== undefined) onChange({ ...view, sort });
                }}
              >
                {SORTS.map((sort) => (
                  <DropdownMenuRadioItem key={sort} value={sort}>
                    {SORT_WORDS[sort]}
                  </DropdownMenuRadioItem>
                ))}
              </DropdownMenuRadioGroup>
            </DropdownMenuContent>
          </DropdownMenu>
        )}
        <Button asChild variant="quiet" size="sm">
          <Link href={`/jobs/${jobId}?trashed=true`}>
            <Trash2 aria-hidden="true" />
            <span className="max-sm:sr-only">Trash</span>
          </Link>
        </Button>
      </div>
    </div>
  );
}
