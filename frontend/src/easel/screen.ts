// The sheet as it lies on the desk: its pixels, how large, how it is turned.
import type { Sheet, Box } from "../canvas/sheet";

export class Screen {
  turn = 0; // degrees
  private image: ImageData | null = null;
  private scale = 1;
  private dirty: Box | null = null;
  private readonly paint: CanvasRenderingContext2D;

  constructor(
    readonly canvas: HTMLCanvasElement,
    private readonly desk: HTMLElement,
  ) {
    this.paint = canvas.getContext("2d", { alpha: false, desynchronized: true })!;
    new ResizeObserver(() => this.fit()).observe(desk);
  }

  lay(sheet: Sheet): void {
    this.canvas.width = sheet.width;
    this.canvas.height = sheet.height;
    this.image = new ImageData(sheet.pixels, sheet.width, sheet.height);
    this.paint.putImageData(this.image, 0, 0);
    this.fit();
  }

  /** What changed is shown with the next frame. */
  show(box: Box | "all"): void {
    const { width, height } = this.canvas;
    const [left, top, right, bottom] = box === "all" ? [0, 0, width, height] : box;
    if (left >= right || top >= bottom) return;
    if (!this.dirty) requestAnimationFrame(() => this.flush());
    const was = this.dirty ?? [left, top, right, bottom];
    this.dirty = [Math.min(was[0], left), Math.min(was[1], top), Math.max(was[2], right), Math.max(was[3], bottom)];
  }

  private flush(): void {
    const box = this.dirty;
    this.dirty = null;
    if (box && this.image) this.paint.putImageData(this.image, 0, 0, box[0], box[1], box[2] - box[0], box[3] - box[1]);
  }

  turnBy(degrees: number): void {
    this.turn = (this.turn + degrees + 360) % 360;
    this.fit();
  }

  fit(): void {
    const { width, height } = this.canvas;
    const [cos, sin] = [Math.abs(Math.cos(this.radians)), Math.abs(Math.sin(this.radians))];
    const room = Math.min(this.desk.clientWidth / (width * cos + height * sin), this.desk.clientHeight / (width * sin + height * cos));
    this.scale = Math.max(room, 0.05);
    const style = this.canvas.style;
    style.width = `${width * this.scale}px`;
    style.height = `${height * this.scale}px`;
    style.transform = `translate(-50%, -50%) rotate(${this.turn}deg)`;
  }

  private get radians(): number {
    return (this.turn * Math.PI) / 180;
  }

  /** From the screen to 1/16 px of the sheet. */
  place(clientX: number, clientY: number): [number, number] {
    const box = this.canvas.getBoundingClientRect();
    const right = clientX - (box.left + box.right) / 2;
    const down = clientY - (box.top + box.bottom) / 2;
    const [cos, sin] = [Math.cos(this.radians), Math.sin(this.radians)];
    const x = (right * cos + down * sin) / this.scale + this.canvas.width / 2;
    const y = (down * cos - right * sin) / this.scale + this.canvas.height / 2;
    return [Math.round(x * 16), Math.round(y * 16)];
  }

  /** From 1/16 px of the sheet to the desk, px from its middle. */
  seen(x: number, y: number): [number, number] {
    const right = (x / 16 - this.canvas.width / 2) * this.scale;
    const down = (y / 16 - this.canvas.height / 2) * this.scale;
    const [cos, sin] = [Math.cos(this.radians), Math.sin(this.radians)];
    return [right * cos - down * sin, right * sin + down * cos];
  }

  /** Px on the screen that a length on the sheet takes. */
  long(units: number): number {
    return (units / 16) * this.scale;
  }
}
