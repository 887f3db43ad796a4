import { join } from 'node:path';
import { findJsonFile, writeFileAtomically } from './files.ts';
import type { Mail } from './mail.ts';

export type KeptMail = Mail & { sentAt: string };

const KEPT_MAILS = 50;

/** The mails that nobody delivers: kept in memory and, the last 50, in the data directory. */
export class Mailbox {
  readonly #path: string;
  readonly #mails: KeptMail[];
  #writing: Promise<void> = Promise.resolve();

  constructor(dataDirectory: string) {
    this.#path = join(dataDirectory, 'mails.json');
    this.#mails = findJsonFile<KeptMail[]>(this.#path) ?? [];
  }

  /** Newest first. */
  list(): KeptMail[] {
    return this.#mails.toReversed();
  }

  async receive(mail: Mail): Promise<void> {
    this.#mails.push({ ...mail, sentAt: new Date().toISOString() });
    this.#mails.splice(0, this.#mails.length - KEPT_MAILS);
    const kept = JSON.stringify(this.#mails);
    this.#writing = this.#writing.catch(() => {}).then(() => writeFileAtomically(this.#path, kept));
    await this.#writing;
  }
}
