// Tables that sort by a click on a heading, filter by letters with or without their marks, and are saved as CSV. Without
// this script they are whole and readable.
(function () {
  "use strict";
  var words = JSON.parse(document.body.getAttribute("data-words"));
  var order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  var FEW = 8;

  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/\s+/g, " ");
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) { made.className = className; }
    if (text) { made.textContent = text; }
    return made;
  }

  // A value as machines write it, where the cell has one; what is missing is null.
  function value(cell) { return cell.hasAttribute("data-v") ? cell.getAttribute("data-v") : cell.textContent; }
  function missing(cell) { return !cell.hasAttribute("data-v") && cell.textContent.trim() === "–"; }
  function number(text) { return /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(text) ? parseFloat(text) : null; }

  function compare(a, b) {
    var x = value(a), y = value(b), n = number(x), m = number(y);
    return n !== null && m !== null ? n - m : order.compare(x, y);
  }

  function sorting(table, rows) {
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    function sort(at, direction) {
      heads.forEach(function (head, i) { head.setAttribute("aria-sort", i === at ? direction : "none"); });
      var sorted = rows.slice();
      if (direction !== "none") {
        var sign = direction === "ascending" ? 1 : -1;
        sorted = rows.map(function (row, i) { return [row, i]; }).sort(function (a, b) {
          var x = a[0].cells[at], y = b[0].cells[at];
          // What is missing comes last, whichever way the rest is sorted.
          if (missing(x) || missing(y)) { return missing(x) - missing(y) || a[1] - b[1]; }
          return sign * compare(x, y) || a[1] - b[1];
        }).map(function (pair) { return pair[0]; });
      }
      sorted.forEach(function (row) { table.tBodies[0].appendChild(row); });
    }
    heads.forEach(function (head, at) {
      var button = element("button", "sort");
      button.type = "button";
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", function () {
        var next = { none: "ascending", ascending: "descending", descending: "none" };
        sort(at, next[head.getAttribute("aria-sort")]);
      });
    });
  }

  function filtering(tools, rows, at) {
    var label = element("label", "filter", words.filter + " ");
    var input = element("input");
    input.type = "search";
    input.id = "filter-" + at;
    label.htmlFor = input.id;
    var said = element("output");
    said.setAttribute("for", input.id);
    // Every word must begin a word of the row: `hoa` is not found in `khoa`.
    var texts = rows.map(function (row) {
      return " " + Array.prototype.map.call(row.cells, function (cell) { return plain(cell.textContent); }).join(" ");
    }).map(function (text) { return text.replace(/[(“"\/–-]/g, " "); });
    input.addEventListener("input", function () {
      var wanted = plain(input.value.trim()).replace(/[(“"\/–-]/g, " ").split(" ").filter(Boolean);
      var left = 0;
      rows.forEach(function (row, i) {
        var fits = wanted.every(function (word) { return texts[i].indexOf(" " + word) >= 0; });
        row.hidden = !fits;
        left += fits;
      });
      said.textContent = wanted.length ? left + " / " + rows.length + " " + words.rows : "";
    });
    label.appendChild(input);
    tools.appendChild(label);
    tools.appendChild(said);
  }

  function field(text) {
    // A text that a spreadsheet would take for a formula is kept from becoming one.
    var safe = /^[=+\-@\t\r]/.test(text) && number(text) === null ? "'" + text : text;
    return /[",\n\r]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }

  function csv(table, rows) {
    var lines = [table.tHead.rows[0]].concat(rows).map(function (row, at) {
      var fields = Array.prototype.map.call(row.cells, function (cell) {
        return field(missing(cell) ? "" : value(cell).trim());
      });
      // Simulated figures say so in every row, wherever the file goes.
      if (words.simulated) { fields.push(at ? field(words.simulated) : "simulated"); }
      return fields.join(",");
    });
    return "\ufeff" + lines.join("\r\n") + "\r\n";
  }

  window.milepostSave = function (name, type, content) {
    var link = element("a");
    link.href = URL.createObjectURL(new Blob([content], { type: type }));
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  };

  document.querySelectorAll("div.table").forEach(function (box, at) {
    var table = box.querySelector("table");
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var tools = element("div", "tools");
    if (rows.length > 1) { sorting(table, rows); }
    if (rows.length >= FEW) { filtering(tools, rows, at); }
    var caption = box.querySelector(".caption");
    var name = (caption ? plain(caption.textContent) : box.getAttribute("data-name") || "table").replace(/[^a-z0-9]+/g, "-");
    name = name.replace(/^-|-$/g, "").slice(0, 60);
    var save = element("button", "save", "CSV");
    save.type = "button";
    save.setAttribute("aria-label", words.save + " CSV: " + (caption ? caption.textContent : name));
    save.addEventListener("click", function () { window.milepostSave(name + ".csv", "text/csv;charset=utf-8", csv(table, rows)); });
    tools.appendChild(save);
    box.insertBefore(tools, box.querySelector(".scroll"));
  });
})();
