// How near to a tie or an edge, in pixels or gaps, counts as on it: 2^-17. Twin: src/math/tie.ts#TIE
const float TIE = 7.62939453125e-6;
