import { cn } from '@/components/ui/cn';
import { SpriteIcon } from '@/components/ui/icon-sprite';
import type { TileStatus } from './tile-status';

/** Words and a shape; colour only repeats them. */
export function TileStatusLine({ status, className }: { status: TileStatus; className?: string }) {
  const { icon, words, tone, busy } = status;
  return (
    <p
      className={cn(
        'flex min-w-0 flex-1 items-center gap-1.5 text-muted text-xs tabular-nums',
        tone === 'public' && 'text-public',
        tone === 'danger' && 'text-danger',
        className,
      )}
    >
      <SpriteIcon icon={icon} className={cn('size-3.5 shrink-0', busy && 'animate-spin')} />
      <span className="truncate">{words}</span>
    </p>
  );
}
