export const USAGE = `Usage: npm run admin -- <command>

  users [--json]                        every account: what it holds, and how it stands
  quota <account> <bytes|10GB|default>  how much an account may store
  takedown <image> [--reason <text>]    takes an image back, and nobody publishes it again
  takedown --account <account> [--reason <text>]
                                        takes all of an account back, and nothing can be added to it
  restore <image>                       allows it again; nothing becomes public by itself
  restore --account <account>           the same for an account
  invite [--note <text>] [--days <n>]   makes an invitation and prints its link
  help                                  this text

  <account>  its e-mail address or id
  <image>    the address of its page or of its file, or its id
  <text>     for the owner to read, at most 500 characters

It works on the back end of SUPABASE_URL; without one, on the embedded back end while \`npm start\` runs.`;

/** The command line makes no sense; the message says where. */
export class UsageError extends Error {}
