'use client';

import { ErrorMessage } from '@/components/frame/error-message';
import { fontVariables } from './fonts';
import './globals.css';

/** Stands in for the root layout when that itself fails. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" className={fontVariables}>
      <body>
        <title>Error · Vitrine</title>
        <ErrorMessage {...props} />
      </body>
    </html>
  );
}
