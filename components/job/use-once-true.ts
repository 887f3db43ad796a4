'use client';

import { useState } from 'react';

/** True from the first time on: for parts of a page that are loaded when they are first used, and stay. */
export function useOnceTrue(now: boolean): boolean {
  const [was, setWas] = useState(now);
  if (now && !was) setWas(true);
  return now || was;
}
