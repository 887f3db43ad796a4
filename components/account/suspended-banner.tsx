import { Ban } from 'lucide-react';

/** Above every page of an account that the operator took down: what that means, and why. */
export function SuspendedBanner({ reason }: { reason: string | null }) {
  return (
    <aside aria-label="Account taken down" className="border-b bg-sunken px-4 py-3 sm:px-6">
      <div className="mx-auto flex max-w-280 gap-2.5">
        <Ban aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
        <div className="min-w-0 text-pretty">
          <p>
            <strong className="font-medium">The operator took this account down.</strong> Nothing of it is public, and
            nothing can be added or published. You can still look at what you have, download it and delete it.
          </p>
          {reason === null ? null : <p className="break-words text-muted">The reason: {reason}</p>}
        </div>
      </div>
    </aside>
  );
}
