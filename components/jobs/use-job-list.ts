'use client';

import { useState } from 'react';
import type { Job, JobPage } from '@/lib/schemas/job';

/**
 * The jobs on screen: the server's first page, the pages loaded after it, and what was changed since. A new first page
 * from the server (navigation, refresh) starts over.
 */
export function useJobList(firstPage: JobPage, path: string) {
  const [seen, setSeen] = useState(firstPage);
  const [items, setItems] = useState(firstPage.items);
  const [nextCursor, setNextCursor] = useState(firstPage.nextCursor);
  if (seen !== firstPage) {
    setSeen(firstPage);
    setItems(firstPage.items);
    setNextCursor(firstPage.nextCursor);
  }

  /** @returns what went wrong, in words, or null */
  async function loadMore(): Promise<string | null> {
    if (!nextCursor) return null;
    try {
      const response = await fetch(`${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(nextCursor)}`);
      const body = await response.json();
      if (!response.ok) return body.error.message;
      const page = body as JobPage;
      setItems((before) => [...before, ...page.items.filter((job) => before.every(({ id }) => id !== job.id))]);
      setNextCursor(page.nextCursor);
      return null;
    } catch {
      return 'The server did not answer. Check the connection and try again.';
    }
  }

  return {
    items,
    hasMore: nextCursor !== null,
    loadMore,
    replace: (job: Job) => setItems((before) => before.map((other) => (other.id === job.id ? job : other))),
    remove: (jobId: string) => setItems((before) => before.filter(({ id }) => id !== jobId)),
    /** Back at its old place, or as near as can be told. */
    insert: (job: Job, index: number) =>
      setItems((before) => [...before.slice(0, index), job, ...before.slice(index).filter(({ id }) => id !== job.id)]),
  };
}
