// Least weight for a sample to count as inside. Twin: src/sampler/cpu/sample-linear.ts#LEAST_WEIGHT
const float LEAST_WEIGHT = 0.499;
