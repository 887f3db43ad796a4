/** A mail as a person gets it. */
export type Mail = { to: string; subject: string; text: string; link: string | null };

/** Hands a mail over; never waits for another machine. */
export type DeliverMail = (mail: Mail) => Promise<void>;

/** What Lite writes: its link leads to its own verify route. */
export type AuthMail = { to: string; subject: string; text?: string };

const CONFIRM_PATH = '/auth/confirm';
const VERIFY_LINK = /\S+\/auth\/v1\/verify\?\S+/;

type Words = { subject: string; before: string; after: string };

/** By the `type` of the link. A sign-up is not among them: it opens a session without a mail. */
const WORDS: Record<string, Words> = {
  recovery: {
    subject: 'Vitrine: choose a new password',
    before:
      'A new password was asked for, for the Vitrine account with this address.\nChoose it here, within an hour. The link works once:',
    after: 'If it was not you who asked, ignore this mail. Your password stays as it is.',
  },
  email_change: {
    subject: 'Vitrine: confirm your new email address',
    before:
      'This address is to become the one of a Vitrine account.\nConfirm it here, within an hour. The link works once:',
    after: 'If it was not you who asked, ignore this mail. Nothing changes.',
  },
};

/** A mail of Lite's in our words, its link turned to the app. `redirectTo` is what the caller of Auth asked for. */
export function writeAuthMail({ to, subject, text = '' }: AuthMail, redirectTo: string | null, siteUrl: string): Mail {
  const verifyLink = VERIFY_LINK.exec(text)?.[0];
  if (!verifyLink) return { to, subject, text, link: null };
  const link = confirmLink(verifyLink, redirectTo, siteUrl);
  const words = WORDS[new URL(link).searchParams.get('type') ?? ''];
  if (!words) return { to, subject, text: `${subject}. Follow this link:\n\n${link}\n`, link };
  return {
    to,
    subject: words.subject,
    text: `${words.before}\n\n${link}\n\n${words.after}\n\nVitrine, ${siteUrl}\n`,
    link,
  };
}

/** Tells the old mailbox that it no longer counts: the first that the owner hears of it if somebody else did it. */
export function writeAddressChangedMail(oldAddress: string, newAddress: string, siteUrl: string): Mail {
  return {
    to: oldAddress,
    subject: 'Vitrine: the email address of your account was changed',
    text: `The address of your Vitrine account was changed to ${maskAddress(newAddress)}. You sign in with that one now.

If this was not you: somebody else has your password. Tell whoever runs ${siteUrl} at once; only they can give the account back.
`,
    link: null,
  };
}

/** Enough for the owner to know it again, too little for anybody else: `n…@example.com`. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, 1)}…${at < 0 ? '' : address.slice(at)}`;
}

/**
 * Lite links to its own verify route; people need the app's. A `redirectTo` that is the app's confirm route keeps its
 * query; any other of the app's own becomes `next`; a foreign one is dropped.
 */
function confirmLink(verifyLink: string, redirectTo: string | null, siteUrl: string): string {
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
