// Beside the script of Plotly, in the page that kaleido opens to draw one picture.
"use strict";

// Plotly measures what it sets: the font must be there first.
const { toImage } = window.Plotly;
window.Plotly.toImage = async (...chart) => {
  await Promise.all([...document.fonts].map((font) => font.load()));
  return toImage(...chart);
};

// Then it turns its drawing into an image, which sees no style of the page.
const serialize = XMLSerializer.prototype.serializeToString;
XMLSerializer.prototype.serializeToString = function (drawing) {
  drawing.prepend(document.getElementById("lettering").cloneNode(true));
  return serialize.call(this, drawing);
};
