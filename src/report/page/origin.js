// Shows where a number comes from: by pointer, by focus, by click or Enter (which keeps it open). Nothing is fetched.
(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("provenance").textContent);
  var panel = document.getElementById("origin");
  var head = panel.querySelector(".reference");
  var tree = panel.querySelector(".tree");
  var asked = JSON.parse(document.body.getAttribute("data-words")).asked;
  var kept = null;
  var shown = null;

  function branch(place, depth) {
    var node = data.nodes[place];
    var item = document.createElement("li");
    if (!node[1].length) {
      item.textContent = node[0];
      return item;
    }
    var details = document.createElement("details");
    var summary = document.createElement("summary");
    summary.textContent = node[0];
    details.appendChild(summary);
    function fill() {
      if (details.open && details.children.length === 1) { details.appendChild(list(node[1], depth + 1)); }
    }
    details.addEventListener("toggle", fill);
    if (depth < 4) {
      details.open = true;
      fill();
    }
    item.appendChild(details);
    return item;
  }

  function list(places, depth) {
    var ul = document.createElement("ul");
    places.forEach(function (place) { ul.appendChild(branch(place, depth)); });
    return ul;
  }

  // A chart's reference has no row: all its rows are told.
  function places(reference) {
    var row = reference.split("/").slice(0, 3).join("/");
    if (row in data.rows) { return [data.rows[row]]; }
    return Object.keys(data.rows).filter(function (key) { return key.indexOf(reference + "/") === 0; })
      .map(function (key) { return data.rows[key]; })
      .filter(function (place, at, all) { return all.indexOf(place) === at; });
  }

  // The panel lies on the half of the screen that the number is not on.
  function place() {
    if (!shown) { return; }
    var box = shown.getBoundingClientRect();
    panel.classList.toggle("above", box.top + box.bottom > window.innerHeight);
  }

  function show(element) {
    if (shown === element && !panel.hidden) { return; }
    var reference = element.getAttribute("data-ref");
    if (shown) { shown.classList.remove("told"); }
    shown = element;
    element.classList.add("told");
    var value = element.classList.contains("drawing") ? "" : element.textContent + " \u2014 ";
    head.textContent = value + "milepost explain " + (/[^\w\/.-]/.test(reference) ? "'" + reference + "'" : reference) + asked;
    tree.replaceChildren(list(places(reference), 0));
    panel.scrollTop = 0;
    panel.hidden = false;
    place();
    // What gets the focus is scrolled into view after that is told.
    requestAnimationFrame(place);
  }

  function close() {
    panel.hidden = true;
    if (shown) { shown.classList.remove("told"); }
    var back = kept;
    kept = shown = null;
    if (back) { back.focus({ preventScroll: true }); panel.hidden = true; }
  }

  function number(event) { return event.target.closest ? event.target.closest("[data-ref]") : null; }

  document.addEventListener("mouseover", function (event) {
    var element = number(event);
    if (!kept && element && !element.classList.contains("drawing")) { show(element); }
  });
  document.addEventListener("mouseout", function (event) {
    if (!kept && number(event) && shown !== document.activeElement) { panel.hidden = true; shown && shown.classList.remove("told"); shown = null; }
  });
  document.addEventListener("focusin", function (event) {
    var element = number(event);
    if (element && !kept && event.target.matches(":focus-visible")) { show(element); }
    if (!element && !kept && !panel.contains(event.target)) { panel.hidden = true; }
  });
  document.addEventListener("click", function (event) {
    var element = number(event);
    if (element) { kept = null; show(element); kept = element; }
    else if (!panel.contains(event.target)) { kept = null; panel.hidden = true; }
  });
  panel.querySelector("button").addEventListener("click", close);
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !panel.hidden) { close(); return; }
    var element = number(event);
    if (!element || event.target !== element) { return; }
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      kept = null;
      show(element);
      kept = element;
      panel.focus({ preventScroll: true });
      return;
    }
    var table = element.closest("table");
    var step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: 0, ArrowDown: 0 }[event.key];
    if (!table || step === undefined) { return; }
    event.preventDefault();
    var all = Array.prototype.slice.call(table.querySelectorAll("[data-ref]"));
    var next = all[all.indexOf(element) + step];
    if (!step) {
      var down = event.key === "ArrowDown";
      var same = all.filter(function (other) { return other.cellIndex === element.cellIndex; });
      next = same[same.indexOf(element) + (down ? 1 : -1)];
    }
    if (next) {
      element.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    }
  });
})();
