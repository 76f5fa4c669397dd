package io.penstock.topology.bench.tune;

/** Measures candidates. */
interface Trials {
    /**
     * Measures one.
     *
     * @param toBeat the saturation below which the candidate does not matter any more
     */
    Trial measure(Candidate candidate, double toBeat);
}
