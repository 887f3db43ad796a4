'use client';

import { useState } from 'react';
import { TitleDialog } from '@/components/jobs/title-dialog';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { JobChoiceState } from './use-job-choice';

/** Which job uploads go to; a new one can be made on the spot. */
export function JobSelect({ jobs, chosen, choose, create }: JobChoiceState) {
  const [dialogOpen, setDialogOpen] = useState(false);

  async function createAndClose(title: string): Promise<string | null> {
    const problem = await create(title);
    if (problem === null) setDialogOpen(false);
    return problem;
  }

  return (
    <div className="flex flex-wrap items-end gap-2">
      {chosen ? (
        <Field label="Job" className="min-w-0 flex-1 basis-56">
          <Select value={chosen.id} onChange={(event) => choose(event.currentTarget.value)}>
            {jobs.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </Select>
        </Field>
      ) : (
        <p className="flex-1 basis-56 self-center text-muted">Uploads go into a job, and you have none yet.</p>
      )}
      <Button className="h-10" onClick={() => setDialogOpen(true)}>
        New job
      </Button>
      <TitleDialog
        open={dialogOpen}
        onOpenChange={setDialogOpen}
        heading="New job"
        description="Uploads of scripts and of ShareX can go into it."
        submit="Create job"
        onSubmit={createAndClose}
      />
    </div>
  );
}
