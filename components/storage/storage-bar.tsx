import { cn } from '@/components/ui/cn';
import { Progress } from '@/components/ui/progress';
import { formatBytes } from '@/lib/format-bytes';

const NEARLY_FULL = 0.9;

type StorageBarProps = {
  usedBytes: number;
  quotaBytes: number;
  /** A menu may hold no progress bar; the words under it say the same. */
  inMenu?: boolean;
  className?: string;
};

/** How full the account is, as a bar and in words. */
export function StorageBar({ usedBytes, quotaBytes, inMenu = false, className }: StorageBarProps) {
  const value = quotaBytes > 0 ? usedBytes / quotaBytes : 1;
  return (
    <div className={cn('grid gap-1.5', className)}>
      <div aria-hidden={inMenu || undefined}>
        <Progress value={value} label="Storage used" tone={value >= NEARLY_FULL ? 'danger' : 'accent'} />
      </div>
      <p className="text-muted text-sm tabular-nums">
        {formatBytes(usedBytes)} of {formatBytes(quotaBytes)} used
      </p>
    </div>
  );
}
