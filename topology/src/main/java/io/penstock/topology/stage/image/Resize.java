package io.penstock.topology.stage.image;

/** How an image of one size becomes one of another. */
enum Resize {
    /** Each side on its own: the whole image, out of proportion. */
    STRETCH,
    /** In proportion, as large as finds room: the whole image, with a border. */
    FIT,
    /** In proportion, as small as covers all: no border, what sticks out is cut off evenly. */
    FILL,
    /** Not at all: an image of another size is refused. */
    NONE
}
