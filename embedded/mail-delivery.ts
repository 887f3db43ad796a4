import type { Config } from './config.ts';
import { logLine } from './log.ts';
import { isLoopbackUrl } from './loopback.ts';
import type { DeliverMail } from './mail.ts';
import { Mailbox } from './mailbox.ts';
import { createOutbox } from './outbox.ts';
import { createSmtpSender } from './smtp.ts';

export type MailDelivery = {
  deliver: DeliverMail;
  /** Null where mails are not kept, and so no page shows them. */
  mailbox: Mailbox | null;
  close(): Promise<void>;
};

/** By SMTP where there is a server; into the mailbox where only people at this machine are to read it; else nowhere. */
export function createMailDelivery(
  config: Pick<Config, 'dataDirectory' | 'siteUrl' | 'smtpUrl' | 'smtpFrom'>,
): MailDelivery {
  if (config.smtpUrl) {
    const outbox = createOutbox({ send: createSmtpSender(config.smtpUrl, config.smtpFrom) });
    return { deliver: async (mail) => outbox.add(mail), mailbox: null, close: outbox.close };
  }
  if (isLoopbackUrl(config.siteUrl)) {
    const mailbox = new Mailbox(config.dataDirectory);
    return { deliver: (mail) => mailbox.receive(mail), mailbox, close: async () => {} };
  }
  return {
    deliver: async ({ subject }) => logLine(`nobody delivers mails here (set SMTP_URL): dropped "${subject}"`),
    mailbox: null,
    close: async () => {},
  };
}
