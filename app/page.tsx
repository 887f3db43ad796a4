import Link from 'next/link';
import { redirect } from 'next/navigation';
import { Wordmark } from '@/components/frame/wordmark';
import { Promises } from '@/components/landing/promises';
import { Specimen } from '@/components/landing/specimen';
import { Button } from '@/components/ui/button';
import { ThemeMenu } from '@/components/ui/theme-menu';
import { env } from '@/lib/env';
import { findViewer } from '@/lib/session';

export default async function LandingPage() {
  if (await findViewer()) redirect('/jobs');
  const signUpIsPossible = env().signUp !== 'closed';
  return (
    <div className="mx-auto grid min-h-dvh max-w-280 grid-rows-[auto_1fr_auto] px-4 sm:px-6">
      <header className="flex h-14 items-center justify-between">
        <Wordmark href="/" />
        <ThemeMenu />
      </header>
      <main id="main" className="grid items-center gap-x-16 gap-y-10 py-8 lg:grid-cols-[1fr_1.05fr]">
        <div className="grid gap-6">
          <div className="grid gap-3">
            <h1 className="max-w-105 font-semibold text-2xl">Hand over images, and keep the say over them</h1>
            <p className="max-w-115 text-lg text-muted">
              Drop a batch into the browser. Look through it in private. Publish what is ready and send the link. Change
              your mind, and the link stops working at once.
            </p>
          </div>
          <div className="flex flex-wrap gap-2">
            {signUpIsPossible ? (
              <Button asChild variant="primary" size="lg">
                <Link href="/sign-up">Create account</Link>
              </Button>
            ) : null}
            <Button asChild variant={signUpIsPossible ? 'secondary' : 'primary'} size="lg">
              <Link href="/sign-in">Sign in</Link>
            </Button>
          </div>
        </div>
        <Specimen />
      </main>
      <section aria-label="What Vitrine promises" className="pb-10">
        <Promises />
      </section>
    </div>
  );
}
