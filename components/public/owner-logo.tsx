import type { PublicLogo, PublicLogos } from '@/lib/schemas/public-page';

/** The logo for the ground that the page has: the system's choice holds without JavaScript too. */
export function OwnerLogo({ logos: { onLight, onDark }, className }: { logos: PublicLogos; className: string }) {
  return (
    <div className={className}>
      {onLight.url === onDark.url ? (
        <LogoImage logo={onLight} />
      ) : (
        <>
          <LogoImage logo={onLight} className="on-dark:hidden" />
          <LogoImage logo={onDark} className="hidden on-dark:block" />
        </>
      )}
    </div>
  );
}

function LogoImage({ logo, className = '' }: { logo: PublicLogo; className?: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: the file lies on the storage origin in the size needed
    <img
      src={logo.url}
      width={logo.width}
      height={logo.height}
      alt="Logo"
      // A lazy image that is not displayed is not loaded either.
      loading="lazy"
      className={`h-auto max-h-10 w-auto max-w-48 object-contain object-left sm:max-h-12 sm:max-w-64 ${className}`}
    />
  );
}
