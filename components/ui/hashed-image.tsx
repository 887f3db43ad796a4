'use client';

import { type ComponentProps, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { thumbHashToRGBA } from 'thumbhash';
import { cn } from './cn';

type HashedImageProps = Omit<ComponentProps<'img'>, 'alt'> & {
  alt: string;
  /** Base64 thumbhash, painted until the image is there. */
  thumbhash: string | null;
  /** Of the frame; `imgClassName` is the image's own. */
  className?: string;
  imgClassName?: string;
  /** Over the image, within the frame. */
  children?: ReactNode;
};

/**
 * An image that fades in from its thumbhash. The frame has the size: nothing moves. Without JavaScript the image just
 * shows. The hash goes once the image is there: it would shine through transparent parts.
 */
export function HashedImage(props: HashedImageProps) {
  const { src, thumbhash, alt, className, imgClassName, onLoad, onError, children, ...rest } = props;
  const image = useRef<HTMLImageElement>(null);
  const [stage, setStage] = useState<'there' | 'loading' | 'fading in'>('there');
  const loading = stage === 'loading';

  const hasSource = Boolean(src);
  useLayoutEffect(() => {
    if (hasSource && image.current?.complete === false) setStage('loading');
  }, [hasSource]);

  const fade = 'absolute inset-0 size-full transition-opacity duration-200';
  return (
    <span className={cn('relative block overflow-hidden bg-sunken', className)}>
      {thumbhash && stage !== 'there' ? (
        <canvas
          ref={(canvas) => {
            if (canvas !== null) paint(canvas, thumbhash);
          }}
          width={1}
          height={1}
          className={cn(fade, !loading && 'opacity-0')}
        />
      ) : null}
      {hasSource ? (
        // biome-ignore lint/performance/noImgElement: the files lie on the storage origin in the sizes needed
        <img
          src={src}
          ref={image}
          decoding="async"
          {...rest}
          alt={alt}
          onLoad={(event) => {
            setStage((before) => (before === 'loading' ? 'fading in' : before));
            onLoad?.(event);
          }}
          onError={(event) => {
            setStage('there');
            onError?.(event);
          }}
          onTransitionEnd={() => setStage((before) => (before === 'fading in' ? 'there' : before))}
          className={cn(fade, 'object-cover', loading && 'opacity-0', imgClassName)}
        />
      ) : null}
      {children}
    </span>
  );
}

function paint(canvas: HTMLCanvasElement, thumbhash: string): void {
  if (canvas.dataset.painted === thumbhash) return;
  canvas.dataset.painted = thumbhash;
  try {
    const bytes = Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0));
    const { w, h, rgba } = thumbHashToRGBA(bytes);
    canvas.width = w;
    canvas.height = h;
    canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(rgba), w, h), 0, 0);
  } catch {
    // A hash that cannot be read leaves the plain frame.
  }
}
