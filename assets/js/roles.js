// A table that is shown as cards (_cards.scss) is a table still: some browsers forget it once its rows are no longer laid out as rows,
// so each part says what it is.
const PARTS = "thead, tbody, tfoot, tr, th, td";
const ROLES = { THEAD: "rowgroup", TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell" };

export function tableRoles(scope) {
  for (const table of scope.querySelectorAll(".qa-table")) {
    table.setAttribute("role", "table");
    for (const part of table.querySelectorAll(PARTS)) {
      part.setAttribute("role", ROLES[part.tagName] ?? (part.scope === "row" ? "rowheader" : "columnheader"));
    }
  }
}
