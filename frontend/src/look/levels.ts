// The sizes in which the server offers one picture, smallest first.
export interface Level {
  url: string;
  width: number;
  height: number;
}

export function levelsIn(json: string | undefined): Level[] {
  try {
    const found = JSON.parse(json ?? "[]") as Level[];
    return found.filter(({ url, width, height }) => url && width > 0 && height > 0).sort((a, b) => a.width - b.width);
  } catch {
    return [];
  }
}
