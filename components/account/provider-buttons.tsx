import { Button } from '@/components/ui/button';
import type { Provider } from '@/lib/schemas/account';

const NAMES: Record<Provider, string> = { github: 'GitHub', google: 'Google' };

type ProviderButtonsProps = {
  /** Those that the back end has; with none, nothing is shown. */
  providers: Provider[];
  action: (form: FormData) => Promise<void>;
  next?: string;
};

/** Ways in with an account that one has elsewhere. */
export function ProviderButtons({ providers, action, next }: ProviderButtonsProps) {
  if (providers.length === 0) return null;
  return (
    <div className="grid gap-3">
      <p className="flex items-center gap-3 text-muted text-sm before:h-px before:flex-1 before:bg-hairline after:h-px after:flex-1 after:bg-hairline">
        or
      </p>
      {providers.map((provider) => (
        <form key={provider} action={action}>
          <input type="hidden" name="provider" value={provider} />
          {next ? <input type="hidden" name="next" value={next} /> : null}
          <Button type="submit" size="lg" className="w-full">
            Continue with {NAMES[provider]}
          </Button>
        </form>
      ))}
    </div>
  );
}
