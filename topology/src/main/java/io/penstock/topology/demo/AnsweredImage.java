package io.penstock.topology.demo;

/**
 * An image and what the pipeline said of it.
 *
 * @param image the image
 * @param label the class the pipeline found most probable
 * @param score that class's probability
 */
public record AnsweredImage(HeldOutImage image, String label, float score) {
    public boolean isRight() {
        return label.equals(image.label());
    }
}
