package io.penstock.topology.stage.tensor;

/** Which side of a model a tensor is on. */
enum Direction {
    /** Goes into the model: an empty dimension is refused. */
    INPUT("input", 1),
    /** Came out of the model, which may have found nothing: a row may be empty. */
    OUTPUT("output", 0);

    private final String word;
    private final long smallest;

    Direction(String word, long smallest) {
        this.word = word;
        this.smallest = smallest;
    }

    /** The least size of a dimension other than the first, which is the rows' and at least 1. */
    long smallestDimension() {
        return smallest;
    }

    /** How messages say it. */
    @Override
    public String toString() {
        return word;
    }
}
