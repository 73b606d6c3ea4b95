/** What a browser says of itself, in the words people use. Names of products, the same in every language. */
export interface Device {
  browser: string | undefined;
  system: string | undefined;
  handheld: boolean;
}

/** The first that fits: nearly every browser also claims to be one of those further down. */
const browsers: [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|OPiOS|Opera)\b/, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/\S+ .*Safari\//, 'Safari'],
  [/^curl\//, 'curl'],
];

const systems: [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'Mac'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

export function deviceOf(agent: string | undefined): Device {
  const find = (names: [RegExp, string][]): string | undefined => names.find(([sign]) => sign.test(agent ?? ''))?.[1];
  const system = find(systems);
  return { browser: find(browsers), system, handheld: /iPhone|iPad|Android/.test(system ?? '') };
}
