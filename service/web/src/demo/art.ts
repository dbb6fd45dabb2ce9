/** The pictures of the shop, drawn as SVG so that the page loads nothing from elsewhere. */
import type { Product } from "./content";

const OAK = "#b9824f";
const DARK_OAK = "#8a5a33";
const BRASS = "#c9993f";
const LINEN = "#efe3cf";
const GREEN = "#2f4a3d";

const DRAWINGS: Record<Product["art"], string> = {
  pendant: `<path d="M100 0v50" stroke="${GREEN}" stroke-width="3"/>
    <path d="M40 118c4-38 26-64 60-68 34 4 56 30 60 68z" fill="${OAK}"/>
    <path d="M58 118c2-32 16-56 42-68-12 20-18 44-18 68zM142 118c-2-32-16-56-42-68 12 20 18 44 18 68z" fill="#cc9a68"/>
    <ellipse cx="100" cy="118" rx="60" ry="8" fill="#fff3cf"/><circle cx="100" cy="119" r="13" fill="#fffbe8"/>`,
  table: `<path d="M62 40h76l20 62H42z" fill="${LINEN}"/><path d="M62 40h20L70 102H42z" fill="#fff" opacity=".5"/>
    <path d="M90 102h20l-4 14c16 8 22 22 22 34 0 8-8 14-28 14s-28-6-28-14c0-12 6-26 22-34z" fill="${OAK}"/>
    <path d="M96 116c-14 8-18 22-16 40" stroke="${DARK_OAK}" stroke-width="2" fill="none" opacity=".6"/>`,
  floor: `<path d="M100 58v120" stroke="${BRASS}" stroke-width="5"/><ellipse cx="100" cy="182" rx="34" ry="9" fill="${OAK}"/>
    <ellipse cx="100" cy="179" rx="34" ry="9" fill="#cc9a68"/><circle cx="100" cy="54" r="42" fill="${LINEN}"/>
    <circle cx="100" cy="54" r="30" stroke="#ffd98a" stroke-width="9"/><circle cx="100" cy="54" r="30" stroke="#fff8e2" stroke-width="3"/>`,
  desk: `<path d="m70 160 34-58-34-50" stroke="${GREEN}" stroke-width="6" fill="none" stroke-linejoin="round"/>
    <circle cx="104" cy="102" r="6" fill="${BRASS}"/><circle cx="70" cy="52" r="6" fill="${BRASS}"/>
    <path d="m66 46 40-22 26 44c-18 12-38 8-50-6z" fill="${GREEN}"/>
    <ellipse cx="112" cy="58" rx="24" ry="8" transform="rotate(-32 112 58)" fill="#fff3cf"/>
    <rect x="40" y="158" width="62" height="10" rx="5" fill="${OAK}"/>`,
  wall: `<rect x="84" y="40" width="32" height="120" rx="10" fill="${OAK}"/><path d="M92 44v112" stroke="${DARK_OAK}" stroke-width="2" opacity=".5"/>
    <path d="m70 62-26-50h112l-26 50z" fill="#ffe3a1" opacity=".35"/><path d="m70 138-26 50h112l-26-50z" fill="#ffe3a1" opacity=".35"/>
    <rect x="66" y="60" width="68" height="80" rx="14" fill="${LINEN}"/><rect x="66" y="60" width="22" height="80" rx="11" fill="#fff" opacity=".5"/>`,
  side: `<path d="m58 82-6 106M142 82l6 106M86 82l-2 82M114 82l2 82" stroke="${DARK_OAK}" stroke-width="8" stroke-linecap="round"/>
    <path d="M56 146h88" stroke="${OAK}" stroke-width="8"/><rect x="34" y="70" width="132" height="16" rx="6" fill="${OAK}"/>
    <rect x="34" y="66" width="132" height="12" rx="6" fill="#cc9a68"/><path d="M46 71h54M112 73h40" stroke="${DARK_OAK}" stroke-width="1.5" opacity=".5"/>
    <path d="M108 66V52h26v14z" fill="#e8dcc6"/><path d="M121 52V24M121 40c-14 0-18-10-18-20 12 2 18 10 18 20zM121 34c0-12 8-18 18-18 0 12-6 18-18 18z" stroke="#24402f" stroke-width="2" fill="#5f8a63"/>`,
};

const HERO = `<defs>
    <radialGradient id="glow" cx=".5" cy="0" r="1"><stop offset="0" stop-color="#ffdf95" stop-opacity=".95"/>
      <stop offset=".45" stop-color="#f3b552" stop-opacity=".35"/><stop offset="1" stop-color="#f3b552" stop-opacity="0"/></radialGradient>
    <linearGradient id="wall" x2="0" y2="1"><stop offset="0" stop-color="#22382e"/><stop offset="1" stop-color="#35523f"/></linearGradient>
    <linearGradient id="oak" x2="0" y2="1"><stop offset="0" stop-color="#d6a36b"/><stop offset="1" stop-color="#a8713f"/></linearGradient>
  </defs>
  <rect width="640" height="560" fill="url(#wall)"/><rect y="470" width="640" height="90" fill="#6d4a2c"/>
  <path d="M0 492h640M0 522h640" stroke="#5b3d23" stroke-width="2"/>
  <g transform="translate(60 70)"><rect width="130" height="170" rx="4" fill="#15241d"/><rect x="8" y="8" width="114" height="154" fill="#2b4a5c"/>
    <circle cx="84" cy="46" r="16" fill="#f4ead2"/><path d="M8 162v-40l34-30 30 24 20-16 30 22v40z" fill="#1c3340"/>
    <path d="M65 8v154M8 84h114" stroke="#15241d" stroke-width="6"/></g>
  <path d="M330 0v130" stroke="#14201a" stroke-width="4"/>
  <path d="M250 210 110 560h440L410 210z" fill="url(#glow)"/>
  <path d="M242 212c0-50 32-84 88-88 56 4 88 38 88 88z" fill="#c9993f"/><path d="M242 212c0-50 32-84 88-88-34 14-52 44-54 88z" fill="#fff" opacity=".2"/>
  <ellipse cx="330" cy="212" rx="88" ry="10" fill="#fff0c2"/><circle cx="330" cy="214" r="18" fill="#fffbe8"/>
  <path d="m196 400-24 150M464 400l24 150" stroke="#7c522e" stroke-width="16" stroke-linecap="round"/>
  <rect x="140" y="378" width="380" height="26" rx="8" fill="url(#oak)"/><path d="M160 388h200M300 396h190" stroke="#8a5a33" stroke-width="2" opacity=".5"/>
  <g transform="translate(392 306)"><path d="M14 72V34M14 52C-6 50-8 30-10 20c16 2 24 14 24 32zM14 40c0-22 10-32 26-36 2 20-8 32-26 36z" stroke="#24402f" stroke-width="2" fill="#5f8a63"/>
    <path d="M-6 46h40l-6 28H0z" fill="#e8dcc6"/></g>
  <g transform="translate(226 348)"><path d="M0 0h44v14a16 16 0 0 1-16 16H16A16 16 0 0 1 0 14z" fill="#f3eadb"/><path d="M44 4c14-2 14 16-2 16" stroke="#f3eadb" stroke-width="4" fill="none"/></g>
  <path d="M290 378v-8h66v8zM296 370v-8h56v8z" fill="#7f3f32"/><path d="M296 370v-8h56v8z" fill="#d9b36a"/>
  <g transform="translate(536 300)"><path d="M0 0v110M64 0v110M0 60h64" stroke="#a8713f" stroke-width="10" stroke-linecap="round"/><path d="M-6 104h76v14H-6z" fill="#b9824f"/><path d="M0 118v130M64 118v130" stroke="#8a5a33" stroke-width="10" stroke-linecap="round"/></g>`;

export function drawing(art: Product["art"]): SVGElement {
  return svg("0 0 200 200", DRAWINGS[art]);
}

export function heroScene(): SVGElement {
  const scene = svg("0 0 640 560", HERO);
  scene.setAttribute("preserveAspectRatio", "xMidYMid slice");
  return scene;
}

/** From constants of this file only. */
function svg(viewBox: string, content: string): SVGElement {
  const source = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" fill="none">${content}</svg>`;
  return document.importNode(new DOMParser().parseFromString(source, "image/svg+xml").documentElement, true) as unknown as SVGElement;
}
