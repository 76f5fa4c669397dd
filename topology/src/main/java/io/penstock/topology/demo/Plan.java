package io.penstock.topology.demo;

/**
 * How the requests are divided: some to warm up, which no figure counts, most of the rest as fast as they go, which
 * shows the throughput, and the others at a moderate rate, which shows the latency. Each phase sends every image equally
 * often.
 *
 * @param images how many images there are
 * @param warmUp how often each is sent to warm up
 * @param fullSpeed how often at full speed
 * @param steady how often at a moderate rate
 */
record Plan(int images, int warmUp, int fullSpeed, int steady) {
    private static final int LEAST_ROUNDS = 3;
    private static final double STEADY_SECONDS = 3;

    /** @throws IllegalArgumentException unless the requests are a multiple of the images, and enough for three phases */
    static Plan of(int requests, int images) {
        int rounds = requests / images;
        if (requests % images != 0 || rounds < LEAST_ROUNDS) {
            throw new IllegalArgumentException("must be a multiple of " + images
                    + ", the number of held-out images, and at least " + LEAST_ROUNDS * images + ", is " + requests);
        }
        int warmUp = Math.max(1, rounds / 10);
        int steady = Math.max(1, rounds * 3 / 10);
        return new Plan(images, warmUp, rounds - warmUp - steady, steady);
    }

    int rounds() {
        return warmUp + fullSpeed + steady;
    }

    int requests() {
        return rounds() * images;
    }

    Phase warmUpPhase() {
        return new Phase("warming up", 0, warmUp * images, Phase.FULL_SPEED);
    }

    Phase fullSpeedPhase() {
        return new Phase("full speed", warmUpPhase().end(), fullSpeed * images, Phase.FULL_SPEED);
    }

    /** Half of what full speed has shown to be possible, or less, so that it lasts some seconds. */
    Phase steadyPhase(double possiblePerSecond) {
        int count = steady * images;
        double rate = Math.max(1, Math.rint(Math.min(possiblePerSecond / 2, count / STEADY_SECONDS)));
        return new Phase("steady rate", fullSpeedPhase().end(), count, rate);
    }
}
