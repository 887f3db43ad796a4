'use client';

import { useState } from 'react';
import { callApi } from '@/components/call/call-api';
import { type Job, type JobPage, jobPageSchema } from '@/lib/schemas/job';

/**
 * The jobs on screen: the server's first page, the pages loaded after it, and what was changed since. A new first page
 * from the server (navigation, refresh) starts over.
 * @param path of the list, below /api/v1
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
    const next = await callApi(
      `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(nextCursor)}`,
      jobPageSchema,
    );
    if (!next.ok) return next.error.message;
    setItems((before) => [...before, ...next.data.items.filter((job) => before.every(({ id }) => id !== job.id))]);
    setNextCursor(next.data.nextCursor);
    return null;
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
