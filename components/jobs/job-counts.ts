/** "42 images", "1 image", "No images yet". */
export function formatImageCount(count: number): string {
  if (count === 0) return 'No images yet';
  return count === 1 ? '1 image' : `${count.toLocaleString('en')} images`;
}
