'use client';

import { Download, FolderInput, Globe, Link2, type LucideIcon, Trash2, Undo2, X } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { barFoot } from '@/components/ui/foot';
import { IconButton } from '@/components/ui/icon-button';
import { Progress } from '@/components/ui/progress';
import type { LinkForm } from './link-lines';

/** Work on many images, as far as it is. */
export type ShownWork = { words: string; hint: string | null; value: number | null; cancel: () => void };

type ActionBarProps = {
  count: number;
  /** Of them, without those that were refused: only these can be worked on. */
  storedCount: number;
  /** Of the view. */
  total: number;
  work: ShownWork | null;
  onSelectAll: () => void;
  onClear: () => void;
  onPublish: () => void;
  onTakeBack: () => void;
  onDownload: () => void;
  onMove: () => void;
  onCopyLinks: (form: LinkForm) => void;
  onDelete: () => void;
};

const number = (value: number): string => value.toLocaleString('en');

/** Lies over the top bar while images are selected or worked on; on phones it is at the bottom, within reach. */
export function ActionBar({ work, ...props }: ActionBarProps) {
  return (
    <section
      ref={barFoot}
      aria-label={work === null ? 'Selected images' : 'Work on the images'}
      className="z-32 border-b bg-raised max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:border-t max-sm:pb-[env(safe-area-inset-bottom)] sm:sticky sm:top-0 sm:-mt-14 sm:h-14"
    >
      {work === null ? <SelectionActions {...props} /> : <RunningWork {...work} />}
    </section>
  );
}

function SelectionActions(props: Omit<ActionBarProps, 'work'>) {
  const { count, storedCount, total } = props;
  const disabled = storedCount === 0;
  return (
    <div className="flex h-full items-center gap-x-1 px-4 max-sm:flex-wrap max-sm:px-2 max-sm:pt-1 sm:px-6">
      <IconButton label="Clear the selection" onClick={props.onClear}>
        <X aria-hidden="true" />
      </IconButton>
      <p className="px-1 font-medium tabular-nums">{number(count)} selected</p>
      {count < total ? (
        <Button variant="quiet" size="sm" onClick={props.onSelectAll}>
          Select all {number(total)}
        </Button>
      ) : null}
      <div className="flex items-center gap-1 max-sm:w-full max-sm:justify-between max-sm:pb-1 sm:ml-auto">
        <Action icon={Globe} words="Publish" disabled={disabled} onClick={props.onPublish} />
        <Action icon={Undo2} words="Take back" disabled={disabled} onClick={props.onTakeBack} />
        <Action icon={Download} words="Download" disabled={disabled} onClick={props.onDownload} />
        <Action icon={FolderInput} words="Move to job…" short="Move" disabled={disabled} onClick={props.onMove} />
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Action icon={Link2} words="Copy links" short="Links" disabled={disabled} />
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            <DropdownMenuItem onSelect={() => props.onCopyLinks('lines')}>As lines</DropdownMenuItem>
            <DropdownMenuItem onSelect={() => props.onCopyLinks('markdown')}>As Markdown</DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
        <Action icon={Trash2} words="Delete" onClick={props.onDelete} />
      </div>
    </div>
  );
}

type ActionProps = ComponentProps<'button'> & { icon: LucideIcon; words: string; short?: string };

/** Words beside the icon where there is room, below it on phones. */
function Action({ icon: Icon, words, short = words, ...props }: ActionProps) {
  return (
    <Button
      variant="quiet"
      {...props}
      aria-label={words}
      title={words}
      className="px-2.5 max-sm:h-13 max-sm:min-w-11 max-sm:flex-1 max-sm:flex-col max-sm:gap-0.5 max-sm:px-0.5"
    >
      <Icon aria-hidden="true" />
      <span className="text-xs sm:hidden">{short}</span>
      <span className="max-lg:hidden">{words}</span>
    </Button>
  );
}

function RunningWork({ words, hint, value, cancel }: ShownWork) {
  return (
    <div className="flex h-14 items-center gap-4 px-4 sm:px-6">
      <div className="grid min-w-0 flex-1 gap-1.5">
        <p className="truncate font-medium tabular-nums">
          {words}
          {hint === null ? null : <span className="pl-3 font-normal text-muted text-sm">{hint}</span>}
        </p>
        {value === null ? null : <Progress value={value} label={words} />}
      </div>
      <Button onClick={cancel}>Cancel</Button>
    </div>
  );
}
