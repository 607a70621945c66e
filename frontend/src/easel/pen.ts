// Pen, finger and mouse become samples. Once a pen was here, hands that lie on the sheet draw nothing.
import type { Sample } from "../canvas/events";
import type { Screen } from "./screen";

const STEADY = 150; // pressure of what cannot press: a mouse, most fingers
const PALM = 60; // px: a touch this wide is no fingertip
const SLIP = 400; // ms: a touch this young, when the pen comes down, was the hand before it

export interface Drawn {
  down(x: number, y: number): void;
  moves(samples: Sample[]): void;
  up(): void;
  takeBack(): void;
  at(stamp: number): number;
}

export class Pen {
  private pointer: PointerEvent | null = null;
  private penSeen = false;

  constructor(
    private readonly screen: Screen,
    private readonly drawn: Drawn,
  ) {
    const { canvas } = screen;
    canvas.addEventListener("pointerdown", (event) => this.down(event));
    canvas.addEventListener("pointermove", (event) => this.move(event));
    canvas.addEventListener("pointerup", (event) => this.up(event));
    canvas.addEventListener("pointercancel", (event) => this.up(event));
    canvas.addEventListener("contextmenu", (event) => event.preventDefault());
    canvas.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  }

  private isPalm(event: PointerEvent): boolean {
    return event.pointerType === "touch" && (this.penSeen || Math.max(event.width, event.height) > PALM);
  }

  private down(event: PointerEvent): void {
    if (event.pointerType === "pen") this.penSeen = true;
    if (event.button !== 0 || this.isPalm(event)) return;
    event.preventDefault();
    if (this.pointer) {
      if (this.pointer.pointerType !== "touch" || event.pointerType !== "pen") return;
      const young = event.timeStamp - this.pointer.timeStamp < SLIP;
      this.drawn.up();
      if (young) this.drawn.takeBack();
    }
    this.pointer = event;
    this.screen.canvas.focus({ preventScroll: true });
    try {
      this.screen.canvas.setPointerCapture(event.pointerId);
    } catch {
      // the pointer is gone already
    }
    this.drawn.down(...this.screen.place(event.clientX, event.clientY));
    this.drawn.moves([this.sample(event)]);
  }

  private move(event: PointerEvent): void {
    if (event.pointerId !== this.pointer?.pointerId) return;
    const all = event.getCoalescedEvents?.() ?? [];
    this.drawn.moves((all.length ? all : [event]).map((one) => this.sample(one)));
  }

  private up(event: PointerEvent): void {
    if (event.pointerId !== this.pointer?.pointerId) return;
    this.pointer = null;
    this.drawn.up();
  }

  private sample(event: PointerEvent): Sample {
    const [x, y] = this.screen.place(event.clientX, event.clientY);
    const isPen = event.pointerType === "pen";
    const lean = (degrees: number): number => (isPen ? Math.max(-90, Math.min(90, Math.round(degrees || 0))) : 0);
    const pressure = isPen ? Math.round(Math.min(Math.max(event.pressure, 0), 1) * 255) : STEADY;
    return { x, y, t: this.drawn.at(event.timeStamp), pressure, tiltX: lean(event.tiltX), tiltY: lean(event.tiltY) };
  }
}

/** The same with the keyboard: arrows move a ring over the sheet, the space bar puts the pen down and lifts it. */
export class Ring {
  private x: number;
  private y: number;
  private isDown = false;

  constructor(
    private readonly screen: Screen,
    private readonly drawn: Drawn,
    private readonly ring: HTMLElement,
    private readonly wide: () => number,
  ) {
    this.x = screen.canvas.width * 8;
    this.y = screen.canvas.height * 8;
    screen.canvas.addEventListener("keydown", (event) => this.key(event));
    screen.canvas.addEventListener("blur", () => this.lift());
    screen.canvas.addEventListener("pointerdown", () => this.hide());
  }

  private hide(): void {
    this.lift();
    this.ring.hidden = true;
  }

  private lift(): void {
    if (!this.isDown) return;
    this.isDown = false;
    this.drawn.up();
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = (event.shiftKey ? 40 : 8) * 16;
    const steps: Record<string, [number, number]> = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    const by = steps[event.key];
    if (by) this.go(by[0], by[1]);
    else if (event.key !== " ") return;
    else if (this.isDown) this.lift();
    else this.press();
    event.preventDefault();
    this.place();
  }

  private press(): void {
    this.isDown = true;
    this.drawn.down(this.x, this.y);
    this.drawn.moves([this.here()]);
  }

  private go(x: number, y: number): void {
    this.x = Math.min(Math.max(this.x + x, 0), this.screen.canvas.width * 16 - 1);
    this.y = Math.min(Math.max(this.y + y, 0), this.screen.canvas.height * 16 - 1);
    if (this.isDown) this.drawn.moves([this.here()]);
  }

  private here(): Sample {
    return { x: this.x, y: this.y, t: this.drawn.at(performance.now()), pressure: STEADY, tiltX: 0, tiltY: 0 };
  }

  private place(): void {
    const [right, down] = this.screen.seen(this.x, this.y);
    const size = Math.max(this.screen.long(this.wide()), 12);
    this.ring.hidden = false;
    this.ring.dataset.down = String(this.isDown);
    this.ring.style.inlineSize = this.ring.style.blockSize = `${size}px`;
    this.ring.style.transform = `translate(-50%, -50%) translate(${right}px, ${down}px)`;
  }
}
