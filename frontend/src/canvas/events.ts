// What happens on a sheet of paper on screen: the same events, numbers and bounds as core/strokes/events.py.

export const UNIT = 16; // units of length in a pixel of the sheet
export const REACH = 1 << 16;
export const MOST_TOGETHER = 4096;

export enum Tool {
  Pencil = 1,
  Ink,
  Marker,
  Chalk,
  Wash,
  Spray,
  Eraser,
}

export enum Texture {
  Smooth = 1,
  Cartridge,
  Rough,
}

/** Place in 1/16 px, time in ms since the canvas was opened, pressure 0..255, tilt in degrees. */
export interface Sample {
  x: number;
  y: number;
  t: number;
  pressure: number;
  tiltX: number;
  tiltY: number;
}

export interface Paper {
  kind: "paper";
  at: number;
  width: number;
  height: number;
  colour: number;
  texture: Texture;
}
export interface Begin {
  kind: "begin";
  at: number;
  tool: Tool;
  colour: number;
  width: number;
  opacity: number;
}
export interface Samples {
  kind: "samples";
  samples: Sample[];
}
export interface Fill {
  kind: "fill";
  at: number;
  x: number;
  y: number;
  colour: number;
  opacity: number;
}
/** The whole sheet is wiped. */
export interface Erase {
  kind: "erase";
  at: number;
}
export interface Plain {
  kind: "end" | "undo" | "redo";
  at: number;
}
export type Event = Paper | Begin | Samples | Fill | Erase | Plain;

/** When an event happened; of a run of samples, when it was over. */
export const timeOf = (event: Event): number => (event.kind === "samples" ? event.samples.at(-1)!.t : event.at);
