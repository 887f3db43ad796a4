'use client';

import { useState } from 'react';
import { settle } from '@/components/call/settle';
import type { ApiSettingsActions } from './api-settings-actions';

export type JobChoice = { id: string; title: string };

/** The viewer's jobs, newest first, and the one that examples are written for. */
export function useJobChoice(firstJobs: JobChoice[], createJob: ApiSettingsActions['createJob']) {
  const [jobs, setJobs] = useState(firstJobs);
  const [chosenId, setChosenId] = useState(firstJobs[0]?.id);

  /** Makes a job and chooses it. @returns what is wrong, in words, or null */
  async function create(title: string): Promise<string | null> {
    const result = await settle(createJob({ title }));
    if (!result.ok) return result.error.fields?.title ?? result.error.message;
    setJobs((before) => [result.data, ...before]);
    setChosenId(result.data.id);
    return null;
  }

  return { jobs, chosen: jobs.find(({ id }) => id === chosenId) ?? null, choose: setChosenId, create };
}

export type JobChoiceState = ReturnType<typeof useJobChoice>;
