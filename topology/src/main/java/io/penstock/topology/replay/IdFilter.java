package io.penstock.topology.replay;

/**
 * Tells ids that it has from nearly all that it has not, in 16 MiB: of the others it takes one in five hundred with
 * three million ids, one in fifty with ten million. Belongs to one thread.
 */
final class IdFilter {
    private static final int BITS = 27;

    private final long[] words = new long[1 << (BITS - 6)];

    void add(String id) {
        long hash = hash(id);
        set((int) (hash >>> (Long.SIZE - BITS)));
        set((int) hash & ((1 << BITS) - 1));
    }

    private void set(int bit) {
        words[bit >> 6] |= 1L << bit;
    }

    boolean mayHave(String id) {
        long hash = hash(id);
        return isSet((int) (hash >>> (Long.SIZE - BITS))) && isSet((int) hash & ((1 << BITS) - 1));
    }

    private boolean isSet(int bit) {
        return (words[bit >> 6] & 1L << bit) != 0;
    }

    /** Every bit depends on every character. */
    static long hash(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
