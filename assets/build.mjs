// Compiles the look into static/build: app.css, app.js, fonts/, images/. Run by `make assets`.
//
// assets/scss/app.scss  → app.css   load paths: the repository's root and node_modules
// assets/js/app.js      → app.js    one module with everything it imports; npm packages by name
// Addresses inside the CSS are relative to app.css ("./fonts/…", "./images/…"), so any STATIC_URL works.

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compile } from "sass";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packages = join(root, "node_modules");
const output = join(root, "static", "build");

function copyFonts() {
  const fonts = join(output, "fonts");
  mkdirSync(fonts, { recursive: true });
  for (const subset of ["latin", "latin-ext"]) {
    for (const style of ["400-normal", "400-italic", "700-normal"]) {
      const name = `noto-sans-${subset}-${style}.woff2`;
      cpSync(join(packages, "@fontsource/noto-sans/files", name), join(fonts, name));
    }
  }
  // Whole fonts, for the files that are made as PDF.
  for (const style of ["400Regular", "700Bold"]) {
    const name = `NotoSans_${style}.ttf`;
    cpSync(join(packages, "@expo-google-fonts/noto-sans", style, name), join(fonts, name));
  }
  // The Open Font Licence asks that its text travels with the fonts.
  cpSync(join(packages, "@fontsource/noto-sans/LICENSE"), join(fonts, "LICENSE.txt"));
}

function copyImages() {
  const source = join(packages, "@ministryofjustice/frontend/moj/assets/images");
  const images = join(output, "images");
  mkdirSync(images, { recursive: true });
  // Icons only: the crests and crowns beside them belong to government.
  for (const name of readdirSync(source).filter((file) => file.startsWith("icon-"))) {
    cpSync(join(source, name), join(images, name));
  }
  const own = join(root, "assets", "images");
  if (existsSync(own)) cpSync(own, images, { recursive: true });
}

// The colours that pages and charts share, as variables of the style sheet.
function paletteVariables() {
  const { muted, rule, grades } = JSON.parse(readFileSync(join(root, "foundation/charts/palette.json"), "utf8"));
  const ofGrades = Object.values(grades)
    .filter(({ name }) => name)
    .flatMap(({ name, fill, text }) => [`--grade-${name}-text:${text}`, `--grade-${name}-ground:${fill}`]);
  return `:root{${[...ofGrades, `--muted:${muted}`, `--line:${rule}`].join(";")}}`;
}

function compileStyles() {
  const { css } = compile(join(root, "assets/scss/app.scss"), {
    loadPaths: [root, packages],
    style: "compressed",
    quietDeps: true,
  });
  const missing = [...css.matchAll(/url\(["']?(?!data:)([^"')]+)["']?\)/g)].filter(([, file]) => !existsSync(join(output, file)));
  // collectstatic would stop at it, and in production no page would open.
  if (missing.length) throw new Error(`app.css names files that are not built: ${missing.map(([, file]) => file).join(", ")}`);
  writeFileSync(join(output, "app.css"), css + paletteVariables());
}

async function bundleScript() {
  await build({
    entryPoints: [join(root, "assets/js/app.js")],
    outfile: join(output, "app.js"),
    bundle: true,
    format: "iife",
    minify: true,
    target: "es2020",
    nodePaths: [packages],
    logLevel: "warning",
  });
}

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
copyFonts();
copyImages();
await bundleScript();
// Last, because the Makefile takes app.css as the sign that everything is there.
compileStyles();
