package io.penstock.topology.config;

/**
 * The configuration of a preprocess or postprocess stage.
 *
 * @param type which stage it is, such as {@code image}
 * @param section its section, from which the stage reads its own keys
 */
public record StageConfig(String type, Section section) {
    static StageConfig read(Section section) {
        return new StageConfig(section.text("type"), section);
    }
}
