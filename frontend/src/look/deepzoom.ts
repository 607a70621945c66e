// A picture one can walk up to. The levels come from the server; the buttons are ours.
import OpenSeadragon from "openseadragon";
import type { Level } from "./levels";

const STEP = 1.5;

/** The library adds a <style> of its own unless one is there; the policy would refuse it and complain. This one is inert. */
function forestallItsStyle(): void {
  if (document.querySelector("style[data-openseadragon-mobile-css]")) return;
  const inert = document.createElementNS("urn:pentimento:inert", "style");
  inert.setAttribute("data-openseadragon-mobile-css", "");
  document.head.append(inert);
}

export class Look {
  private readonly viewer: OpenSeadragon.Viewer;
  private overlay: OpenSeadragon.TiledImage | null = null;
  onTurn: (degrees: number) => void = () => undefined;

  constructor(stage: HTMLElement, levels: Level[], name: string, degrees = 0) {
    forestallItsStyle();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.viewer = OpenSeadragon({
      element: stage,
      tileSources: { type: "legacy-image-pyramid", levels },
      drawer: "canvas",
      showNavigationControl: false,
      showNavigator: false,
      animationTime: still ? 0 : 0.6,
      immediateRender: still,
      visibilityRatio: 0.6,
      minZoomImageRatio: 0.6,
      maxZoomPixelRatio: 4,
      degrees,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
      gestureSettingsTouch: { pinchRotate: false },
    });
    const canvas = this.viewer.canvas as HTMLElement;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", name);
    this.viewer.addHandler("canvas-key", (event) => this.key(event as unknown as OpenSeadragon.CanvasKeyEvent));
  }

  do(what: string): void {
    const view = this.viewer.viewport;
    if (what === "in") view.zoomBy(STEP).applyConstraints();
    else if (what === "out") view.zoomBy(1 / STEP).applyConstraints();
    else if (what === "fit") view.goHome();
    else if (what === "turn") this.turn();
  }

  /** Lay a drawing of the same proportions over the picture; null takes it away. */
  lay(url: string | null): void {
    if (this.overlay) this.viewer.world.removeItem(this.overlay);
    this.overlay = null;
    if (!url) return;
    this.viewer.addSimpleImage({
      url,
      opacity: 0.85,
      success: (event) => {
        this.overlay = (event as unknown as { item: OpenSeadragon.TiledImage }).item;
      },
    });
  }

  focus(): void {
    (this.viewer.canvas as HTMLElement).focus();
  }

  close(): void {
    this.viewer.destroy();
  }

  private key(event: OpenSeadragon.CanvasKeyEvent): void {
    const pressed = (event.originalEvent as KeyboardEvent).key;
    if (pressed !== "r" && pressed !== "R") return;
    event.preventDefaultAction = true;
    this.turn();
  }

  private turn(): void {
    const degrees = (Math.round(this.viewer.viewport.getRotation()) + 90) % 360;
    this.viewer.viewport.setRotation(degrees, true);
    this.viewer.viewport.goHome();
    this.onTurn(degrees);
  }
}
