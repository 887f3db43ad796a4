'use client';

import { Button } from '@/components/ui/button';
import { MessagePage } from './message-page';

type ErrorMessageProps = { error: unknown; retry: () => void };

/** What every error boundary shows. The digest is the id under which the server logged the failure. */
export function ErrorMessage({ error, retry }: ErrorMessageProps) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null;
  return (
    <MessagePage
      title="This page could not be shown"
      actions={
        <>
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
          <Button asChild>
            <a href="/">Go to the start</a>
          </Button>
        </>
      }
    >
      <p>
        Something went wrong while the page was put together. It only shows what is stored: nothing is lost by this.
      </p>
      {digest ? (
        <p>
          If it happens again, pass on this request id:{' '}
          <code className="select-all rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-sm text-text">{digest}</code>
        </p>
      ) : (
        <p>The page itself failed in your browser. Loading it again usually helps.</p>
      )}
    </MessagePage>
  );
}
