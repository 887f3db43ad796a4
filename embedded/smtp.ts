import { createTransport } from 'nodemailer';
import { isLoopbackUrl } from './loopback.ts';
import type { Mail } from './mail.ts';
import { SendError } from './outbox.ts';

const CONNECT_WITHIN_MS = 15_000;
const MAX_SILENCE_MS = 30_000;

/**
 * Sends mails by the server of an `smtp://` (STARTTLS where the server offers it) or `smtps://` address. A password
 * never crosses a network in the clear: with one, and off this machine, STARTTLS is required.
 */
export function createSmtpSender(smtpUrl: string, from: string): (mail: Mail) => Promise<void> {
  const transport = createTransport({
    url: smtpUrl,
    requireTLS: new URL(smtpUrl).username !== '' && !isLoopbackUrl(smtpUrl),
    connectionTimeout: CONNECT_WITHIN_MS,
    greetingTimeout: CONNECT_WITHIN_MS,
    socketTimeout: MAX_SILENCE_MS,
  });
  return async ({ to, subject, text }) => {
    const message = { from, to: { name: '', address: to }, subject, text };
    try {
      // Tells machines, such as an absence notice, not to answer.
      await transport.sendMail({ ...message, headers: { 'Auto-Submitted': 'auto-generated' } });
    } catch (error) {
      const { message: reason, permanent } = error as Error & { permanent?: boolean };
      throw new SendError(withoutSecrets(reason), permanent === true);
    }
  };
}

/** Servers repeat what they refuse: the address, a link of the mail, what looks like a token or a password. */
function withoutSecrets(reason: string): string {
  return reason
    .replace(/https?:\/\/\S+/g, '<link>')
    .replace(/[^\s<>"]+@[^\s<>"]+/g, '<address>')
    .replace(/[\w+/=-]{24,}/g, '<secret>');
}
