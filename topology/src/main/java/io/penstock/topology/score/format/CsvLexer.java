package io.penstock.topology.score.format;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** Takes comma-separated values apart as RFC 4180 has them, also over lines. Belongs to one thread. */
final class CsvLexer {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int END = -1;

    private final Reader in;
    private final char delimiter;
    private final char[] buffer = new char[1 << 16];
    private final StringBuilder cell = new StringBuilder();
    private int at;
    private int filled;

    /** @param in is buffered here; the caller closes it */
    CsvLexer(Reader in, char delimiter) throws IOException {
        this.in = in;
        this.delimiter = delimiter;
        if (peek() == BYTE_ORDER_MARK) {
            at++;
        }
    }

    /** The cells of the next record, lines without anything skipped; empty after the last. */
    List<String> next() throws IOException {
        while (peek() == '\n' || peek() == '\r') {
            at++;
        }
        List<String> cells = new ArrayList<>();
        if (peek() == END) {
            return cells;
        }
        boolean more = true;
        while (more) {
            cells.add(peek() == '"' ? quoted() : plain());
            more = peek() == delimiter;
            at++;
        }
        return cells;
    }

    private String plain() throws IOException {
        cell.setLength(0);
        while (true) {
            int start = at;
            while (at < filled && !endsCell(buffer[at])) {
                at++;
            }
            if (cell.length() == 0 && at < filled) {
                return new String(buffer, start, at - start);
            }
            cell.append(buffer, start, at - start);
            if (at < filled || peek() == END) {
                return cell.toString();
            }
        }
    }

    private boolean endsCell(char character) {
        return character == delimiter || character == '\n' || character == '\r';
    }

    /** What stands in quotes, a pair of them for one; what follows the closing quote belongs to the cell too. */
    private String quoted() throws IOException {
        cell.setLength(0);
        at++;
        while (peek() != END) {
            char character = buffer[at++];
            if (character != '"') {
                cell.append(character);
            } else if (peek() == '"') {
                cell.append('"');
                at++;
            } else {
                break;
            }
        }
        while (peek() != END && !endsCell(buffer[at])) {
            cell.append(buffer[at++]);
        }
        return cell.toString();
    }

    private int peek() throws IOException {
        if (at >= filled) {
            int read = in.read(buffer, 0, buffer.length);
            at = 0;
            filled = Math.max(0, read);
        }
        return at < filled ? buffer[at] : END;
    }
}
