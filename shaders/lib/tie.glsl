// How near to a tie or an edge, in pixels or gaps, counts as on it. Twin: src/math/tie.ts#TIE
const float TIE = 1e-5;
