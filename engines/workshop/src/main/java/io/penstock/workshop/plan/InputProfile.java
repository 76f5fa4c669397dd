package io.penstock.workshop.plan;

import java.util.List;

/**
 * The shapes that one input may have in a profile, the batch first.
 *
 * @param input the input's name
 * @param min the least of each dimension
 * @param opt what the kernels are chosen for
 * @param max the greatest of each dimension
 */
public record InputProfile(String input, List<Long> min, List<Long> opt, List<Long> max) {
    public InputProfile {
        min = List.copyOf(min);
        opt = List.copyOf(opt);
        max = List.copyOf(max);
        if (min.isEmpty() || min.size() != opt.size() || min.size() != max.size() || !ordered(min, opt, max)) {
            throw new IllegalArgumentException("a profile needs min <= opt <= max in every dimension: input=" + input
                    + ", min=" + min + ", opt=" + opt + ", max=" + max);
        }
    }

    private static boolean ordered(List<Long> min, List<Long> opt, List<Long> max) {
        for (int i = 0; i < min.size(); i++) {
            if (min.get(i) < 1 || min.get(i) > opt.get(i) || opt.get(i) > max.get(i)) {
                return false;
            }
        }
        return true;
    }
}
