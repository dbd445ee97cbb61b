// Renews the page when the server has a newer one, and keeps the place: the heading above, what is unfolded, how tables are
// sorted and filtered, and where the reader was typing.
(function () {
  "use strict";
  var shown = document.currentScript.getAttribute("data-version");
  var key = "milepost " + location.pathname;
  var source = null;
  var renewing = false;

  function all(what) { return Array.prototype.slice.call(document.querySelectorAll(what)); }

  function alike(heading) {
    return all("h1, h2, h3").filter(function (other) { return other.textContent === heading; });
  }

  function heads(table) { return Array.prototype.slice.call(table.querySelectorAll("thead th")); }

  // Tables are known by their place and their headings: one that has changed its columns is shown as it is.
  function tables() {
    return all("main div.table").map(function (table, nth) {
      var filter = table.querySelector(".filter input");
      return {
        nth: nth,
        columns: heads(table).map(function (head) { return head.textContent; }).join("\t"),
        sorted: heads(table).map(function (head) { return head.getAttribute("aria-sort") || "none"; }),
        filter: filter ? filter.value : "",
        typing: filter !== null && filter === document.activeElement
      };
    });
  }

  function arrange(kept) {
    var shownNow = all("main div.table");
    kept.forEach(function (was) {
      var table = shownNow[was.nth];
      if (!table || tables()[was.nth].columns !== was.columns) { return; }
      var filter = table.querySelector(".filter input");
      if (filter && was.filter) {
        filter.value = was.filter;
        filter.dispatchEvent(new Event("input"));
      }
      if (filter && was.typing) { filter.focus({ preventScroll: true }); }
      heads(table).forEach(function (head, at) {
        var button = head.querySelector("button");
        for (var clicks = 0; button && clicks < 2 && was.sorted[at] !== head.getAttribute("aria-sort"); clicks += 1) { button.click(); }
      });
    });
  }

  function keep() {
    var place = { y: window.scrollY, open: [], tables: tables() };
    var above = all("h1, h2, h3").filter(function (heading) {
      return heading.getBoundingClientRect().top < window.innerHeight / 3;
    }).pop();
    if (above && place.y > 0) {
      place.heading = above.textContent;
      place.nth = alike(place.heading).indexOf(above);
      place.top = above.getBoundingClientRect().top;
    }
    all("main details").forEach(function (fold, nth) { if (fold.open) { place.open.push(nth); } });
    sessionStorage.setItem(key, JSON.stringify(place));
    // Else the browser itself would go to where the old page was left, and does so late.
    renewing = true;
    history.scrollRestoration = "manual";
  }

  function restore() {
    var place = JSON.parse(sessionStorage.getItem(key));
    sessionStorage.removeItem(key);
    if (!place) { return; }
    var folds = all("main details");
    place.open.forEach(function (nth) { if (folds[nth]) { folds[nth].open = true; } });
    arrange(place.tables);
    var moved = false;
    ["wheel", "touchstart", "pointerdown", "keydown"].forEach(function (hand) {
      window.addEventListener(hand, function () { moved = true; }, { once: true, passive: true });
    });
    function go() {
      if (moved) { return; }
      var heading = place.heading === undefined ? null : alike(place.heading)[place.nth];
      window.scrollTo(0, heading ? window.scrollY + heading.getBoundingClientRect().top - place.top : place.y);
    }
    go();
    // Letters and drawings may still take their room.
    document.fonts.ready.then(go);
    window.addEventListener("load", go);
  }

  // Who does not look needs no connection: a browser has only six for one server.
  function listen() {
    if (document.hidden) {
      if (source) { source.close(); }
      source = null;
    } else if (!source) {
      source = new EventSource("/events");
      source.onmessage = function (event) {
        if (event.data === shown) { return; }
        source.close();
        keep();
        location.reload();
      };
      source.onerror = function () {
        if (!source || source.readyState !== EventSource.CLOSED) { return; }
        source = null;
        setTimeout(listen, 2000);
      };
    }
  }

  restore();
  listen();
  window.addEventListener("pagehide", function () { if (!renewing) { history.scrollRestoration = "auto"; } });
  document.addEventListener("visibilitychange", listen);
})();
