// Charts are saved as SVG, whose text stays text, or as PNG at twice their size, in the page's own letters.
(function () {
  "use strict";
  var words = JSON.parse(document.body.getAttribute("data-words"));
  var faces = (document.querySelector("style").textContent.match(/@font-face\s*{[^}]*}/g) || []).join("\n");

  function source(svg, lettered) {
    var copy = svg.cloneNode(true);
    var box = svg.viewBox.baseVal;
    copy.setAttribute("width", box.width);
    copy.setAttribute("height", box.height);
    // What the page adds to the values is of no use elsewhere.
    copy.querySelectorAll("[data-value]").forEach(function (point) {
      point.querySelector("title").textContent = point.getAttribute("data-value");
      ["data-value", "aria-label", "role", "tabindex"].forEach(function (name) { point.removeAttribute(name); });
    });
    copy.setAttribute("role", "img");
    if (lettered) {
      var style = document.createElementNS("http://www.w3.org/2000/svg", "style");
      style.textContent = faces;
      copy.insertBefore(style, copy.firstChild);
    }
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(copy);
  }

  function asPng(svg, name) {
    var image = new Image();
    var box = svg.viewBox.baseVal;
    image.onload = function () {
      var canvas = document.createElement("canvas");
      canvas.width = 2 * box.width;
      canvas.height = 2 * box.height;
      var paper = canvas.getContext("2d");
      paper.fillStyle = "#fff";
      paper.fillRect(0, 0, canvas.width, canvas.height);
      paper.drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(function (blob) { window.milepostSave(name + ".png", "image/png", blob); }, "image/png");
    };
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(source(svg, true));
  }

  document.querySelectorAll("figure").forEach(function (figure) {
    var drawing = figure.querySelector(".drawing");
    var svg = drawing && drawing.querySelector("svg");
    if (!svg) { return; }
    var name = drawing.getAttribute("data-ref").split("/").pop();
    var tools = document.createElement("div");
    tools.className = "tools";
    [["SVG", function () { window.milepostSave(name + ".svg", "image/svg+xml", source(svg, false)); }],
      ["PNG", function () { asPng(svg, name); }]].forEach(function (kind) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "save";
      button.textContent = kind[0];
      button.setAttribute("aria-label", words.save + " " + kind[0] + ": " + name);
      button.addEventListener("click", kind[1]);
      tools.appendChild(button);
    });
    figure.appendChild(tools);
  });
})();
