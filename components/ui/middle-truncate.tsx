import { cn } from './cn';

const TAIL_LENGTH = 9;

/**
 * A name on one line that loses its middle, not its end: `IMG_20…0412.jpg`. CSS does the cutting, so it fits any
 * width; assistive technology, text search and the title attribute get the full name.
 */
export function MiddleTruncate({ text, className }: { text: string; className?: string }) {
  // Code points: a surrogate pair is never cut in two.
  const characters = Array.from(text);
  const split = Math.max(Math.ceil(characters.length / 2), characters.length - TAIL_LENGTH);
  return (
    <span title={text} className={cn('relative flex min-w-0 whitespace-pre', className)}>
      <span className="sr-only">{text}</span>
      <span aria-hidden="true" className="truncate">
        {characters.slice(0, split).join('')}
      </span>
      <span aria-hidden="true" className="shrink-0">
        {characters.slice(split).join('')}
      </span>
    </span>
  );
}
