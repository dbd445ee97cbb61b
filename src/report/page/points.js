// The values of a chart, shown in a small box: by pointer, and by the arrow keys from the chart on, which is one stop of the
// Tab key however many values it has. Without this script the browser shows them itself, by pointer.
(function () {
  "use strict";
  var words = JSON.parse(document.body.getAttribute("data-words"));
  var tip = document.createElement("div");
  tip.id = "tip";
  tip.hidden = true;
  // What it shows is the name of the value that has the focus.
  tip.setAttribute("aria-hidden", "true");
  document.body.appendChild(tip);
  var pointed = null;

  function show(point) {
    tip.textContent = point.getAttribute("data-value");
    tip.hidden = false;
    var box = point.getBoundingClientRect();
    var middle = (box.left + box.right) / 2 - tip.offsetWidth / 2;
    var above = box.top - tip.offsetHeight - 6;
    tip.style.left = Math.max(4, Math.min(middle, document.documentElement.clientWidth - tip.offsetWidth - 4)) + "px";
    tip.style.top = (above > 4 ? above : Math.min(box.bottom + 6, window.innerHeight - tip.offsetHeight - 4)) + "px";
  }

  function hide() { tip.hidden = true; }

  // While it is shown here the browser need not show it too.
  function point(at) {
    if (pointed) { pointed.querySelector("title").textContent = pointed.getAttribute("data-value"); }
    pointed = at;
    if (at) { at.querySelector("title").textContent = ""; show(at); } else { hide(); }
  }

  // What lies under the panel of a number's origin, above or below, is not seen.
  function uncover(at) {
    var panel = document.getElementById("origin");
    var box = at.getBoundingClientRect();
    var top = 0, end = window.innerHeight;
    if (panel && !panel.hidden) {
      var over = panel.getBoundingClientRect();
      if (panel.classList.contains("above")) { top = over.bottom; } else { end = over.top; }
    }
    if (box.bottom + 12 > end) { window.scrollBy(0, box.bottom + 12 - end); }
    else if (box.top - 12 < top) { window.scrollBy(0, box.top - 12 - top); }
  }

  document.querySelectorAll(".drawing").forEach(function (drawing) {
    var svg = drawing.querySelector("svg");
    var points = Array.prototype.slice.call(drawing.querySelectorAll(".points > *"));
    if (!points.length) { return; }
    points.forEach(function (at) {
      var value = at.querySelector("title").textContent;
      at.setAttribute("data-value", value);
      at.setAttribute("aria-label", value);
      at.setAttribute("role", "img");
      at.setAttribute("tabindex", "-1");
    });
    // An image has no parts for those who hear it.
    svg.setAttribute("role", "group");
    drawing.setAttribute("role", "group");
    var title = svg.querySelector("title").textContent;
    drawing.setAttribute("aria-label", (title ? title + ". " : "") + words.points);
    drawing.addEventListener("mouseover", function (event) {
      var at = event.target.closest(".points > *");
      if (at !== pointed) { point(at); }
    });
    drawing.addEventListener("mouseleave", function () { point(null); });
    drawing.addEventListener("focusin", function (event) {
      if (event.target.matches(".points > *")) { show(event.target); } else { hide(); }
    });
    drawing.addEventListener("focusout", hide);
    drawing.addEventListener("keydown", function (event) {
      var at = points.indexOf(event.target);
      if (event.target !== drawing && at < 0) { return; }
      var to = { ArrowRight: at + 1, ArrowLeft: at < 0 ? points.length - 1 : at - 1, Home: 0, End: points.length - 1 }[event.key];
      if (at >= 0 && event.key === "ArrowDown") { to = at + 1; }
      if (at >= 0 && event.key === "ArrowUp") { to = at - 1; }
      if (at >= 0 && event.key === "Escape" && !tip.hidden) {
        event.stopPropagation();
        drawing.focus({ preventScroll: true });
        return;
      }
      if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) { return; }
      event.preventDefault();
      var next = points[Math.max(0, Math.min(to, points.length - 1))];
      next.focus();
      uncover(next);
      show(next);
    });
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { hide(); } });
  window.addEventListener("scroll", function () {
    var at = document.activeElement;
    if (at && at.hasAttribute("data-value") && !tip.hidden) { show(at); } else if (!tip.hidden) { hide(); }
  }, { passive: true });
})();
