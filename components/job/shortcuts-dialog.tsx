'use client';

import { Dialog, DialogContent } from '@/components/ui/dialog';

const SHORTCUTS: [keys: string, does: string][] = [
  ['u', 'Upload'],
  ['/', 'Search by name'],
  ['← ↑ → ↓', 'Move between images'],
  ['Home End', 'First and last image'],
  ['Enter', 'Open the image'],
  ['+ − 0', 'Enlarge the open image, or see it whole'],
  ['Space', 'Select the image'],
  ['Shift ← ↑ → ↓', 'Select from here on'],
  ['Ctrl A', 'Select all'],
  ['F2', 'Rename'],
  ['i', 'Details of the open image'],
  ['p', 'Publish or take back'],
  ['Delete', 'Move to the trash'],
  ['Esc', 'Close, or clear the selection'],
  ['?', 'Show this list'],
];

export function ShortcutsDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="Keyboard">
        <dl className="grid gap-2">
          {SHORTCUTS.map(([keys, does]) => (
            <div key={keys} className="flex items-center justify-between gap-4">
              <dt className="text-muted">{does}</dt>
              <dd>
                <kbd className="whitespace-nowrap rounded-sm border bg-sunken px-1.5 py-0.5 font-mono text-sm">
                  {keys}
                </kbd>
              </dd>
            </div>
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  );
}
