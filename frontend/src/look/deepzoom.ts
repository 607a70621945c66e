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

/** Where somebody stands before a picture, in shares of it, so that pictures of other proportions can follow. */
export interface Place {
  x: number;
  y: number;
  zoom: number; // 1 shows the whole picture
}

export class Look {
  private readonly viewer: OpenSeadragon.Viewer;
  private overlay: OpenSeadragon.TiledImage | null = null;
  private veiled: { url: string; item: OpenSeadragon.TiledImage | null } | null = null;
  private following = false;
  onTurn: (degrees: number) => void = () => undefined;
  onMove: (place: Place) => void = () => undefined;
  onOpen: () => void = () => undefined;

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
    this.viewer.addHandler("open", () => {
      stage.dataset.open = "";
      this.onOpen();
    });
    this.viewer.addHandler("viewport-change", () => this.moved());
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

  /** Lay another picture over this one, as strong as it is told; null takes it away. */
  veil(url: string | null, opacity: number): void {
    if (this.veiled && this.veiled.url !== url) {
      if (this.veiled.item) this.viewer.world.removeItem(this.veiled.item);
      this.veiled = null;
    }
    if (!url) return;
    if (this.veiled) {
      this.veiled.item?.setOpacity(opacity);
      return;
    }
    const veil: { url: string; item: OpenSeadragon.TiledImage | null } = (this.veiled = { url, item: null });
    this.viewer.addSimpleImage({
      url,
      opacity,
      fitBounds: this.viewer.world.getItemAt(0).getBounds(true),
      success: (event) => {
        veil.item = (event as unknown as { item: OpenSeadragon.TiledImage }).item;
        if (this.veiled !== veil) this.viewer.world.removeItem(veil.item);
      },
    });
  }

  /** Stand where somebody stands before another picture. */
  follow(place: Place): void {
    const view = this.viewer.viewport, item = this.viewer.world.getItemAt(0);
    if (!item) return;
    const { width, height } = item.getBounds(true);
    this.following = true;
    view.zoomTo(place.zoom * view.getHomeZoom(), undefined, true);
    view.panTo(new OpenSeadragon.Point(place.x * width, place.y * height), true);
    this.following = false;
  }

  focus(): void {
    (this.viewer.canvas as HTMLElement).focus();
  }

  close(): void {
    this.viewer.destroy();
  }

  private moved(): void {
    const view = this.viewer.viewport, item = this.viewer.world.getItemAt(0);
    if (this.following || !item) return;
    const { width, height } = item.getBounds(true), centre = view.getCenter(true);
    this.onMove({ x: centre.x / width, y: centre.y / height, zoom: view.getZoom(true) / view.getHomeZoom() });
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
