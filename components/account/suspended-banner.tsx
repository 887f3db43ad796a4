import { Ban } from 'lucide-react';
import { TextLink } from './text-link';

/** Above every page of an account that the operator took down: what that means, and why. */
export function SuspendedBanner({ reason }: { reason: string | null }) {
  return (
    <aside aria-label="Account taken down" className="flex gap-2.5 border-b bg-sunken px-4 py-3 sm:px-6">
      <Ban aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 text-pretty">
        <p>
          <strong className="font-medium">The operator took this account down.</strong> Nothing of it is public, and
          nothing can be added or published. You can still read,{' '}
          <TextLink href="/settings/data">export and delete</TextLink> what you have.
        </p>
        {reason === null ? null : <p className="break-words text-muted">The reason: {reason}</p>}
      </div>
    </aside>
  );
}
