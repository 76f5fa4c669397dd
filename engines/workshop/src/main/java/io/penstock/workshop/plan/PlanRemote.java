package io.penstock.workshop.plan;

import java.net.URI;
import java.nio.file.Path;

/** Where plans are kept for several machines: files by their paths. Thread-safe. */
sealed interface PlanRemote permits FileRemote, HttpRemote {
    /** Reads a file. */
    byte[] read(String path);

    /** Copies a file to a local one that does not exist yet. */
    void download(String path, Path target);

    /** Stores a file. */
    void upload(Path source, String path);

    /** For messages: where a path is. */
    URI location(String path);
}
