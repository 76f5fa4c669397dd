package io.penstock.topology.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.PenstockException;
import io.penstock.topology.config.Section;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StagesTest {
    @Test
    void findsPenstocksOwnStagesAndThoseOfTheClassPath() {
        Stages stages = Stages.load();

        assertThat(stages.preprocessorTypes()).contains("image", "json", "tensor", "csv");
        assertThat(stages.postprocessorTypes())
                .contains("classification", "detection", "regression", "tensor", "expectation");
    }

    @Test
    void namesTheNearestTypeWhenOneIsUnknown() {
        Settings settings = unnamed("type: two");

        assertThat(stages("one", "three", "twos").preprocessor(settings.section()))
                .isEmpty();
        assertThat(settings.problems().list().get(0).message())
                .isEqualTo("unknown type two, did you mean twos? known: one, three, twos");
    }

    @Test
    void listsTheTypesWhenNoneIsNear() {
        Settings settings = unnamed("type: completely-different");

        assertThat(stages("one", "three").preprocessor(settings.section())).isEmpty();
        assertThat(settings.problems().list().get(0).message())
                .isEqualTo("unknown type completely-different; known: one, three");
    }

    @Test
    void demandsAType() {
        Settings settings = unnamed("other: 1");

        assertThat(stages("one", "three").preprocessor(settings.section())).isEmpty();
        assertThat(settings.problems().list().get(0).message()).isEqualTo("is required; known: one, three");
    }

    @Test
    void refusesTwoStagesOfOneType() {
        assertThatThrownBy(() -> stages("one", "one"))
                .isInstanceOf(PenstockException.class)
                .hasMessage("two stages have the same type, remove one from the class path: type=one, classes="
                        + Named.class.getName() + ", " + Named.class.getName());
    }

    private static Settings unnamed(String line) {
        Settings all = Settings.of("inner: {" + line + "}");
        return new Settings(all.section().section("inner"), all.problems());
    }

    private static Stages stages(String... types) {
        return Stages.of(
                List.of(types).stream().<PreprocessorFactory>map(Named::new).toList(), List.of());
    }

    private record Named(String type) implements PreprocessorFactory {
        @Override
        public Supplier<Preprocessor> configure(Section settings, ModelBinding model) {
            throw new UnsupportedOperationException("only its name is asked for");
        }
    }
}
