'use client';

import { type ComponentProps, useLayoutEffect, useRef, useState } from 'react';
import { thumbHashToRGBA } from 'thumbhash';
import { cn } from './cn';

type HashedImageProps = Omit<ComponentProps<'img'>, 'alt'> & {
  alt: string;
  /** Base64 thumbhash, painted until the image is there. */
  thumbhash: string | null;
  /** Of the frame; `imgClassName` is the image's own. */
  className?: string;
  imgClassName?: string;
};

/**
 * An image that fades in from its thumbhash. The frame has the size: nothing moves. Without JavaScript the image just
 * shows. The hash goes once the image is there: it would shine through transparent parts.
 */
export function HashedImage({ thumbhash, alt, className, imgClassName, onLoad, onError, ...props }: HashedImageProps) {
  const image = useRef<HTMLImageElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [loading, setLoading] = useState(false);

  useLayoutEffect(() => {
    if (!image.current || image.current.complete) return;
    if (thumbhash && canvas.current) paint(canvas.current, thumbhash);
    setLoading(true);
  }, [thumbhash]);

  const fade = 'absolute inset-0 size-full transition-opacity duration-200';
  return (
    <span className={cn('relative block overflow-hidden bg-sunken', className)}>
      {thumbhash ? <canvas ref={canvas} width={1} height={1} className={cn(fade, !loading && 'opacity-0')} /> : null}
      {/* biome-ignore lint/performance/noImgElement: the files lie on the storage origin in the sizes needed */}
      <img
        ref={image}
        decoding="async"
        {...props}
        alt={alt}
        onLoad={(event) => {
          setLoading(false);
          onLoad?.(event);
        }}
        onError={(event) => {
          setLoading(false);
          onError?.(event);
        }}
        className={cn(fade, 'object-cover', loading && 'opacity-0', imgClassName)}
      />
    </span>
  );
}

function paint(canvas: HTMLCanvasElement, thumbhash: string): void {
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
