import { ExternalLink } from 'lucide-react';
import { buttonVariants } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';

/** The public page as others see it, in a tab of its own; nothing while there is none. */
export function OpenPageLink({ url, label }: { url: string | null; label: string }) {
  if (url === null) return null;
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      aria-label={`${label} (opens in a new tab)`}
      className={cn(buttonVariants({ variant: 'quiet', size: 'sm' }), 'aspect-square px-0')}
    >
      <ExternalLink aria-hidden="true" />
    </a>
  );
}
