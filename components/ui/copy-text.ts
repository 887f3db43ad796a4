/**
 * Puts text on the clipboard. False where the browser has no clipboard for this page (plain http off localhost) or
 * refuses: the caller then shows the text in a field to copy by hand ({@link CopyDialog}).
 */
export async function copyText(text: string): Promise<boolean> {
  if (!navigator.clipboard) return false;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
