package io.penstock.topology.stage.image;

import java.io.IOException;

/** What a file format says about a file before its pixels are decoded. Stateless. */
interface FileLayout {
    /**
     * How many pixels a decoder would make room for.
     *
     * @throws IOException if the file is broken before it says so
     */
    Size size(Content content) throws IOException;

    /**
     * Looks at the file's blocks, for decoders silently fill up what is missing.
     *
     * @throws IOException if a block is missing, cut short or fails its checksum
     */
    void requireComplete(Content content) throws IOException;
}
