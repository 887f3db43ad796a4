'use client';

import { type ChangeEvent, useCallback, useRef, useSyncExternalStore } from 'react';
import { inDropOrder } from '@/lib/upload/dropped-files';

const subscribe = () => () => {};
const canChooseFolders = () => 'webkitdirectory' in HTMLInputElement.prototype;

/** The files of a folder by the browser's dialog, as if the folder had been dropped. */
export function useFolderChoice(onFiles: (files: File[]) => void) {
  const input = useRef<HTMLInputElement>(null);
  // Before the browser is asked, room is kept for the button: most have such a dialog.
  const isSupported = useSyncExternalStore(subscribe, canChooseFolders, () => true);
  const ref = useCallback((element: HTMLInputElement | null) => {
    input.current = element;
    if (element !== null) element.webkitdirectory = true;
  }, []);
  const onChange = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const files = inDropOrder([...(currentTarget.files ?? [])]);
    // So that the same folder, chosen again, is a change.
    currentTarget.value = '';
    if (files.length > 0) onFiles(files);
  };
  return {
    inputProps: { ref, onChange, type: 'file', multiple: true, tabIndex: -1 } as const,
    /** Opens the dialog; null where there is none. */
    choose: isSupported ? () => input.current?.click() : null,
  };
}
