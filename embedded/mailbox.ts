import { join } from 'node:path';
import { findJsonFile, writeFileAtomically } from './files.ts';

export type Mail = { to: string; subject: string; text: string; link: string | null; sentAt: string };
type OutgoingMail = { to: string; subject: string; text?: string };

const KEPT_MAILS = 50;
const CONFIRM_PATH = '/auth/confirm';
const VERIFY_LINK = /\S+\/auth\/v1\/verify\?\S+/;

/** The mails that nobody delivers: kept in memory and, the last 50, in the data directory. */
export class Mailbox {
  readonly #path: string;
  readonly #siteUrl: string;
  readonly #mails: Mail[];
  #writing: Promise<void> = Promise.resolve();

  constructor(dataDirectory: string, siteUrl: string) {
    this.#path = join(dataDirectory, 'mails.json');
    this.#siteUrl = siteUrl;
    this.#mails = findJsonFile<Mail[]>(this.#path) ?? [];
  }

  /** Newest first. */
  list(): Mail[] {
    return this.#mails.toReversed();
  }

  /** Keeps a mail of Lite's with its link turned to the app. `redirectTo` is what the caller of Auth asked for. */
  async receive({ to, subject, text = '' }: OutgoingMail, redirectTo: string | null): Promise<void> {
    const verifyLink = VERIFY_LINK.exec(text)?.[0];
    const link = verifyLink ? confirmLink(verifyLink, redirectTo, this.#siteUrl) : null;
    const body = link ? `${subject}. Follow this link:\n\n${link}\n` : text;
    this.#mails.push({ to, subject, text: body, link, sentAt: new Date().toISOString() });
    this.#mails.splice(0, this.#mails.length - KEPT_MAILS);
    const kept = JSON.stringify(this.#mails);
    this.#writing = this.#writing.catch(() => {}).then(() => writeFileAtomically(this.#path, kept));
    await this.#writing;
  }
}

/**
 * Lite links to its own verify route; people need the app's. A `redirectTo` that is the app's confirm route keeps its
 * query; any other of the app's own becomes `next`; a foreign one is dropped.
 */
export function confirmLink(verifyLink: string, redirectTo: string | null, siteUrl: string): string {
  const verify = new URL(verifyLink).searchParams;
  const site = new URL(siteUrl);
  const link = new URL(`${siteUrl}${CONFIRM_PATH}`);
  const wanted = redirectTo === null ? null : URL.parse(redirectTo);
  link.searchParams.set('token_hash', verify.get('token') ?? '');
  link.searchParams.set('type', verify.get('type') ?? '');
  if (wanted?.origin === site.origin) {
    if (wanted.pathname === link.pathname) {
      for (const [name, value] of wanted.searchParams)
        if (!link.searchParams.has(name)) link.searchParams.set(name, value);
    } else {
      link.searchParams.set('next', wanted.pathname + wanted.search);
    }
  }
  return link.href;
}
