package io.penstock.benchmarks.pipeline;

/**
 * What the parts of a pipeline reach by themselves, in requests a second, and which of them holds the pipeline back.
 *
 * @param engine full batches, copies included, with nothing else running
 * @param preprocess the preprocess stage in as many threads as the pipeline has; where it takes requests in place, from
 *     their bytes on
 * @param reading poll and decoding in as many threads; where requests are taken in place, poll alone
 * @param inPlace whether the pipeline takes requests in place, without decoding them
 * @param inTurn those two, as a thread does them one after the other
 * @param bound {@code engine}, {@code preprocess} or {@code reading}: the part that takes the most
 * @param most what the parts allow: the engine beside the threads
 */
record Parts(
        double engine, double preprocess, double reading, boolean inPlace, double inTurn, String bound, double most) {

    /** The parts, each of which has been measured: all positive. */
    static Parts of(double engine, double preprocess, double reading, boolean inPlace) {
        double inTurn = 1 / (1 / preprocess + 1 / reading);
        String slower = preprocess < reading ? "preprocess" : "reading";
        return new Parts(
                engine,
                preprocess,
                reading,
                inPlace,
                inTurn,
                engine <= inTurn ? "engine" : slower,
                Math.min(engine, inTurn));
    }
}
