'use client';

import { useEffect, useEffectEvent } from 'react';
import { useDropzone } from 'react-dropzone';
import { inDropOrder } from '@/lib/upload/dropped-files';

/** Files by drop anywhere on the page, by the file dialog, and by paste. Checks nothing: the engine does. */
export function useFileDrop(onFiles: (files: File[]) => void) {
  const takeFiles = (files: File[]) => {
    const ordered = inDropOrder(files);
    // Reading a thousand files out of a drop was one task: what is done with them is another.
    if (ordered.length > 0) setTimeout(() => onFiles(ordered));
  };
  const dropzone = useDropzone({
    onDrop: takeFiles,
    noClick: true,
    noKeyboard: true,
    noPaste: true, // It hears a paste only while it has the focus; the listener below hears every one.
    useFsAccessApi: false,
  });

  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    if (event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]')) return;
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    takeFiles(files.map(withNameOfItsOwn));
  });
  useEffect(() => {
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, []);

  return dropzone;
}

/** Browsers call every pasted picture image.png. */
function withNameOfItsOwn(file: File): File {
  if (file.name !== 'image.png') return file;
  const now = new Date();
  const part = (value: number) => String(value).padStart(2, '0');
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part).join('-');
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(part).join('.');
  return new File([file], `Pasted ${day} ${time}.png`, { type: file.type, lastModified: file.lastModified });
}
