import { makeTinyPng } from './make-images.ts';

/** A form as clients send it to upload through the back end. The fields come before the file. */
export function imageForm(
  fields: [name: string, value: string][] = [],
  file: { name: string; bytes: Uint8Array } = { name: 'image.png', bytes: makeTinyPng(1) },
): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(file.bytes)]), file.name);
  return form;
}
