'use client';

import type { RefObject } from 'react';
import type { CreatedApiToken } from '@/lib/schemas/api-token';
import { ShownOnce } from './shown-once';

type CreatedTokenProps = {
  created: CreatedApiToken;
  fieldRef: RefObject<HTMLInputElement | null>;
  onDone: () => void;
};

export function CreatedToken({ created, fieldRef, onDone }: CreatedTokenProps) {
  return (
    <ShownOnce
      label={`Token “${created.apiToken.name}”`}
      caution="Whoever has it can act in your name, so keep it like a password."
      value={created.token}
      what="token"
      fieldRef={fieldRef}
      onDone={onDone}
    />
  );
}
