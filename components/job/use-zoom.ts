'use client';

import { type MouseEvent, type PointerEvent, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { CLOSE_UP, FITTED, fitInto, type Point, panBy, type Size, STEP, zoomAt } from './zoom';

const SWIPE_PX = 48;
const DOUBLE_TAP_MS = 300;
const DOUBLE_TAP_PX = 30;
/** A wheel notch of 100 enlarges by a good third. */
const PER_WHEEL_PIXEL = 0.003;
const PAN_STEP_PX = 80;

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);
const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

type ZoomOptions = {
  stage: RefObject<HTMLElement | null>;
  /** Another image is seen as a whole again. */
  imageId: string;
  image: Size;
  /** A finger went to one side over the whole image: −1 to the left, 1 to the right. */
  onSwipe: (direction: -1 | 1) => void;
};

/** Looks at an image closely: double click and tap, pinch, Ctrl and wheel, keys; dragging moves what is enlarged. */
export function useZoom({ stage, imageId, image, onSwipe }: ZoomOptions) {
  const [zoom, setZoom] = useState(FITTED);
  const [zoomedId, setZoomedId] = useState(imageId);
  if (zoomedId !== imageId) {
    setZoomedId(imageId);
    setZoom(FITTED);
  }
  const isZoomed = zoom.scale > 1;
  const pointers = useRef(new Map<number, Point>());
  const pressedAt = useRef<Point | null>(null);
  const lastTap = useRef<{ at: Point; time: number } | null>(null);
  const wasPinch = useRef(false);
  const isMouse = useRef(true);

  const sizes = (): [window: Size, fitted: Size] => {
    const element = stage.current;
    const window = { width: element?.clientWidth ?? 1, height: element?.clientHeight ?? 1 };
    return [window, fitInto(window, image)];
  };
  /** From the middle of the stage. */
  const toPoint = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const box = stage.current?.getBoundingClientRect() ?? new DOMRect();
    return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 };
  };
  const enlarge = (factor: number, point: Point = { x: 0, y: 0 }) =>
    setZoom((before) => zoomAt(before, factor, point, ...sizes()));
  const pan = (by: Point) => setZoom((before) => panBy(before, by, ...sizes()));
  const toggle = (point: Point) => (isZoomed ? setZoom(FITTED) : enlarge(CLOSE_UP, point));

  const onWheel = useEffectEvent((event: WheelEvent) => {
    if (!event.ctrlKey && !isZoomed) return;
    event.preventDefault();
    if (event.ctrlKey) enlarge(Math.exp(-event.deltaY * PER_WHEEL_PIXEL), toPoint(event));
    else pan({ x: -event.deltaX, y: -event.deltaY });
  });
  useEffect(() => {
    const element = stage.current;
    // React's own listener is passive: it could not keep the page from being enlarged instead.
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [stage]);

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || (event.target instanceof Element && event.target.closest('button'))) return;
    const point = toPoint(event);
    isMouse.current = event.pointerType === 'mouse';
    pointers.current.set(event.pointerId, point);
    event.currentTarget.setPointerCapture(event.pointerId);
    if (pointers.current.size === 1) {
      pressedAt.current = point;
      wasPinch.current = false;
    } else wasPinch.current = true;
  };
  const onPointerMove = (event: PointerEvent) => {
    const before = pointers.current.get(event.pointerId);
    if (before === undefined) return;
    const now = toPoint(event);
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    pointers.current.set(event.pointerId, now);
    if (other === undefined) {
      if (isZoomed) pan({ x: now.x - before.x, y: now.y - before.y });
      return;
    }
    const [from, to] = [middle(before, other), middle(now, other)];
    enlarge(distance(now, other) / Math.max(1, distance(before, other)), to);
    pan({ x: to.x - from.x, y: to.y - from.y });
  };
  const onPointerUp = (event: PointerEvent) => {
    if (!pointers.current.delete(event.pointerId) || pointers.current.size > 0 || wasPinch.current) return;
    const [start, end] = [pressedAt.current, toPoint(event)];
    if (event.pointerType === 'mouse' || start === null) return;
    const moved = { x: end.x - start.x, y: end.y - start.y };
    if (!isZoomed && Math.abs(moved.x) >= SWIPE_PX && Math.abs(moved.x) > Math.abs(moved.y)) {
      onSwipe(moved.x > 0 ? 1 : -1);
      return;
    }
    const tap = lastTap.current;
    lastTap.current = { at: end, time: event.timeStamp };
    if (tap === null || event.timeStamp - tap.time > DOUBLE_TAP_MS || distance(tap.at, end) > DOUBLE_TAP_PX) return;
    lastTap.current = null;
    toggle(end);
  };

  /** @returns whether the key was one of the zoom's */
  const onKey = (key: string): boolean => {
    const pans: Record<string, Point> = {
      ArrowLeft: { x: PAN_STEP_PX, y: 0 },
      ArrowRight: { x: -PAN_STEP_PX, y: 0 },
      ArrowUp: { x: 0, y: PAN_STEP_PX },
      ArrowDown: { x: 0, y: -PAN_STEP_PX },
    };
    if (key === '+' || key === '=') enlarge(STEP);
    else if (key === '-') enlarge(1 / STEP);
    else if (key === '0') setZoom(FITTED);
    else if (isZoomed && pans[key] !== undefined) pan(pans[key]);
    else return false;
    return true;
  };

  return {
    zoom,
    isZoomed,
    onKey,
    stageProps: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: (event: PointerEvent) => pointers.current.delete(event.pointerId),
      // A finger's second tap has done it already.
      onDoubleClick: (event: MouseEvent) => {
        if (isMouse.current && !(event.target as Element).closest('button')) toggle(toPoint(event));
      },
    },
  };
}
