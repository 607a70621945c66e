// The sizes in which the server offers one picture, smallest first: "/…/SIZE/?turned=0 thumb 339 480 screen 848 1200".
export interface Level {
  url: string;
  width: number;
  height: number;
}

export function levelsIn(words: string | undefined): Level[] {
  const [address = "", ...sizes] = (words ?? "").split(" ");
  const found: Level[] = [];
  for (let at = 0; at + 2 < sizes.length; at += 3) {
    const [name = "", width, height] = sizes.slice(at, at + 3);
    found.push({ url: address.replace("/SIZE/", `/${name}/`), width: Number(width), height: Number(height) });
  }
  return found.filter(({ url, width, height }) => url && width > 0 && height > 0).sort((a, b) => a.width - b.width);
}
