import type { TakeBack } from '../../lib/schemas/asset.ts';

const clock = (dateTime: string, withSeconds: boolean) =>
  new Date(dateTime).toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    ...(withSeconds ? { second: '2-digit' } : {}),
  });

/** "Taken back at 12:03:04. The link no longer works.", in the reader's time zone: not for the server. */
export function describeTakeBack(takeBack: TakeBack): string {
  return `Taken back at ${clock(takeBack.takenBackAt, true)}. The link no longer works.`;
}

/** What is known of copies elsewhere; null when there is nothing to add. */
export function describeEdge(takeBack: TakeBack): string | null {
  switch (takeBack.edge) {
    case 'dead':
      return 'Checked: the public address gives no bytes.';
    case 'cached':
      return takeBack.cachedUntil === null
        ? 'Caches may show it for a short while.'
        : `Caches may show it until ${clock(takeBack.cachedUntil, false)}.`;
    case 'unreachable':
      return 'The public address could not be reached to check that caches have let go of it.';
    case 'unchecked':
      return null;
  }
}
