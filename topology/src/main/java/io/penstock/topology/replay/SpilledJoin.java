package io.penstock.topology.replay;

import io.penstock.schema.InferenceResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Joins new answers with recorded results by id. Both wait in temporary files, in 256 buckets by the hash of their id, and
 * are joined bucket by bucket: memory holds the answers of one at a time. First all answers are added, then all results,
 * then they are joined. Belongs to one thread.
 */
final class SpilledJoin implements AutoCloseable {
    private static final int BUCKET_BITS = 8;

    /**
     * What has no pair.
     *
     * @param withoutResult answers without a recorded result
     * @param ambiguous ids of several requests, none of which is joined
     */
    record Left(long withoutResult, long ambiguous) {
        Left plus(Left other) {
            return new Left(withoutResult + other.withoutResult, ambiguous + other.ambiguous);
        }
    }

    private final Path folder;
    private final BucketFiles answers;
    private final BucketFiles results;
    private final IdFilter ids = new IdFilter();

    private SpilledJoin(Path folder) {
        this.folder = folder;
        this.answers = new BucketFiles(folder, "answers");
        this.results = new BucketFiles(folder, "results");
    }

    /** @param parent where its folder of temporary files goes, which it deletes at its end */
    static SpilledJoin in(Path parent) {
        try {
            return new SpilledJoin(Files.createTempDirectory(parent, "penstock-replay-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int bucket(String id) {
        return (int) (IdFilter.hash(id) >>> 30) & ((1 << BUCKET_BITS) - 1);
    }

    void add(Answered answered) {
        String id = answered.place().id();
        ids.add(id);
        answers.append(bucket(id), answered.encoded());
    }

    /** Results of ids that no answer has are left out. */
    void add(InferenceResult recorded) {
        String id = recorded.getId();
        if (ids.mayHave(id)) {
            try {
                results.append(bucket(id), recorded.toByteBuffer());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Hands on each answer with its result, the first that was recorded, and returns what is left. */
    Left join(BiConsumer<Answered, InferenceResult> pairs) {
        answers.close();
        results.close();
        Left left = new Left(0, 0);
        for (int bucket = 0; bucket < 1 << BUCKET_BITS; bucket++) {
            left = left.plus(join(bucket, pairs));
        }
        return left;
    }

    private Left join(int bucket, BiConsumer<Answered, InferenceResult> pairs) {
        Map<String, Answered> waiting = new HashMap<>();
        Set<String> seen = new HashSet<>();
        Set<String> repeated = new HashSet<>();
        answers.forEach(bucket, bytes -> {
            Answered answered = Answered.decoded(bytes);
            String id = answered.place().id();
            if (!seen.add(id)) {
                repeated.add(id);
            }
            if (answered.output() != null) {
                waiting.put(id, answered);
            }
        });
        repeated.forEach(waiting::remove);
        results.forEach(bucket, bytes -> {
            InferenceResult recorded = decoded(bytes);
            Answered answered = waiting.remove(recorded.getId());
            if (answered != null) {
                pairs.accept(answered, recorded);
            }
        });
        return new Left(waiting.size(), repeated.size());
    }

    private static InferenceResult decoded(ByteBuffer bytes) {
        try {
            return InferenceResult.fromByteBuffer(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            answers.close();
            results.close();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : List.copyOf(files.toList())) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
