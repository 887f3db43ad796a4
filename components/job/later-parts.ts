/**
 * What the page of a job does not need when it opens, in one file: in files of their own each would have its own copy of
 * what they share.
 */
export { CopyDialog } from '@/components/ui/copy-dialog';
export { ActionBar } from './action-bar';
export { BulkDialogs } from './bulk-dialogs';
export { JobDialogs } from './job-dialogs';
export { Lightbox } from './lightbox';
