package io.penstock.topology.score;

/** Hears how far a run has come, on the run's thread. */
public interface ScoreListener {
    /**
     * More rows have their answers.
     *
     * @param rows how many more
     * @param input the index of their input
     * @param fraction how much of that input has been read, from 0 to 1
     * @throws RuntimeException to end the run, which can go on later
     */
    void onRows(int rows, int input, double fraction);

    /**
     * No answer has come for a moment.
     *
     * @throws RuntimeException to end the run, which can go on later
     */
    default void onWait() {}
}
