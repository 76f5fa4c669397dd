package io.penstock.topology.score;

import io.penstock.topology.score.format.Format;
import io.penstock.topology.score.format.ImageFiles;
import io.penstock.topology.score.format.RowReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * One table, or one folder of images.
 *
 * @param name how messages name it
 * @param files the table's only file, or the images in order
 * @param format the table's format; empty for images
 */
public record ScoreInput(String name, List<Path> files, Optional<Format> format) {
    private static final int HEAD_BYTES = 1 << 16;

    public ScoreInput {
        files = List.copyOf(files);
        if (files.isEmpty() || (format.isPresent() && files.size() > 1)) {
            throw new IllegalArgumentException("a table is one file, images are some: name=" + name + ", files="
                    + files.size() + ", format=" + format);
        }
    }

    /** Its rows, from the first. The caller closes it. */
    public RowReader open() throws IOException {
        return format.isPresent() ? format.get().open(files.get(0)) : new ImageFiles(files);
    }

    /** How much there is of it, in bytes. */
    public long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /** What tells it from what it would be after a change: size, time of the last change and a hash of its beginning. */
    String identity() throws IOException {
        MessageDigest digest = sha256();
        for (Path file : files) {
            String line = file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file) + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        if (format.isPresent()) {
            try (InputStream in = Files.newInputStream(files.get(0))) {
                digest.update(in.readNBytes(HEAD_BYTES));
            }
        }
        String changed = files.size() == 1 ? ", changed " + Files.getLastModifiedTime(files.get(0)) : "";
        return "%s, %d bytes%s, sha256 %s"
                .formatted(name, bytes(), changed, HexFormat.of().formatHex(digest.digest(), 0, 8));
    }

    /** The beginning of a text's SHA-256. */
    static String hash(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)), 0, 8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
