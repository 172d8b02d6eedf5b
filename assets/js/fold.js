// A text as people look for it, as the server folds it (foundation/names): without accents, capitals and apostrophes.
const APOSTROPHES = /[\u2018\u2019\u201b\u2032\u02b9\u02bb\u02bc\u02bd\u02c8\u00b4`\uff07]/g;
const HYPHENS = /[\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d]/g;
const ALIKE = { ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ŧ: "t", ı: "i", æ: "ae", œ: "oe", ß: "ss", þ: "th" };

// What a keyboard, a phone or a spreadsheet writes in its own way is one: the kinds of apostrophe and hyphen, an accent that follows
// its letter. Before the normal form is made, or some of them fall apart.
export const plain = (text) => text.replace(APOSTROPHES, "'").replace(HYPHENS, "-").normalize("NFKC");
export const alike = (text) => plain(text).trim().replace(/\s+/g, " ").toLocaleLowerCase("en-GB");
export const folded = (text) =>
  alike(text)
    .normalize("NFD")
    .replace(/[\p{M}']/gu, "")
    .replace(/[øłđðħŧıæœßþ]/g, (letter) => ALIKE[letter]);
export const wordsOf = (text) => folded(text).split(/[\s,;]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
