import { toast } from 'sonner';
import { copyText } from './copy-text';

/**
 * Copies a text that stands on the page; where the browser has no clipboard for it, marks it there to be copied by hand.
 * @param what "Token", as in "Token copied"
 * @param select marks the text on the page
 */
export async function copyOrSelect(text: string, what: string, select: () => void): Promise<void> {
  if (await copyText(text)) {
    toast.success(`${what} copied`, { duration: 2_500 });
    return;
  }
  select();
  toast(`${what} selected`, { description: 'This browser does not let the page copy: press Ctrl+C or ⌘C.' });
}
