package io.penstock.topology.replay;

/** Takes numbers one by one and keeps none of them. Belongs to one thread. */
final class MomentsCounter {
    private long count;
    private double mean;
    private double squares;
    private double min;
    private double max;

    void add(double number) {
        if (!Double.isFinite(number)) {
            return;
        }
        count++;
        double off = number - mean;
        mean += off / count;
        squares += off * (number - mean);
        min = count == 1 ? number : Math.min(min, number);
        max = count == 1 ? number : Math.max(max, number);
    }

    Moments moments() {
        return new Moments(count, mean, count == 0 ? 0 : Math.sqrt(squares / count), min, max);
    }
}
