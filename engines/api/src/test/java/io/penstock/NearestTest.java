package io.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final Set<String> KNOWN = Set.of("intraOpThreads", "interOpThreads", "spinning");

    @Test
    void findsTheNameWithTheFewestChanges() {
        assertThat(Nearest.to("intraOpThread", KNOWN)).contains("intraOpThreads");
        assertThat(Nearest.to("SPINING", KNOWN)).contains("spinning");
    }

    @Test
    void findsNothingForWhatIsNotLikeAnyName() {
        assertThat(Nearest.to("maxBatch", KNOWN)).isEmpty();
    }

    @Test
    void findsNothingAmongNone() {
        assertThat(Nearest.to("spinning", Set.of())).isEmpty();
    }
}
