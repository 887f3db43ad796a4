import { cn } from './cn';

type ProgressProps = {
  /** 0 to 1. */
  value: number;
  label: string;
  tone?: 'accent' | 'danger';
  className?: string;
};

/** A bar. The filled part is an SVG rectangle: no style attribute, no layout while it grows. */
export function Progress({ value, label, tone = 'accent', className }: ProgressProps) {
  const percent = Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(percent)}
      className={cn('h-1.5 overflow-hidden rounded-full bg-hairline', className)}
    >
      <svg aria-hidden="true" className="block size-full" viewBox="0 0 100 1" preserveAspectRatio="none">
        <rect width={percent} height="1" className={tone === 'danger' ? 'fill-danger' : 'fill-accent'} />
      </svg>
    </div>
  );
}
