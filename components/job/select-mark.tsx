import { Check } from 'lucide-react';
import type { MouseEvent } from 'react';
import { cn } from '@/components/ui/cn';
import { SpriteIcon } from '@/components/ui/icon-sprite';

type SelectMarkProps = {
  name: string;
  selected: boolean;
  tabIndex: number;
  onSelect: (event: MouseEvent) => void;
};

/**
 * The check mark in the corner of a picture: there while anything is selected, on hover and on focus, and always where
 * there is no hover. An empty ring until it is set.
 */
export function SelectMark({ name, selected, tabIndex, onSelect }: SelectMarkProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: an input does not say whether Shift was held
    <button
      type="button"
      role="checkbox"
      aria-checked={selected}
      aria-label={`Select ${name}`}
      tabIndex={tabIndex}
      onClick={onSelect}
      className={cn(
        'group/mark absolute top-1 left-1 z-3 grid size-11 place-items-center rounded-lg focus-visible:opacity-100 group-hover/tile:opacity-100 group-has-focus-visible/tile:opacity-100 group-data-selecting/grid:opacity-100 pointer-coarse:opacity-100',
        selected ? 'opacity-100' : 'opacity-0',
      )}
    >
      <SpriteIcon
        icon={Check}
        className={cn(
          'size-6 rounded-full border p-1',
          selected
            ? 'border-accent bg-accent text-on-accent'
            : 'border-outline bg-raised/85 text-transparent group-hover/mark:text-muted',
        )}
      />
    </button>
  );
}
