package io.penstock.topology.score.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvLexerTest {
    private static List<List<String>> records(Reader text) throws IOException {
        CsvLexer lexer = new CsvLexer(text, ',');
        List<List<String>> records = new ArrayList<>();
        for (List<String> record = lexer.next(); !record.isEmpty(); record = lexer.next()) {
            records.add(record);
        }
        return records;
    }

    private static List<List<String>> records(String text) throws IOException {
        return records(new StringReader(text));
    }

    @Test
    void endsLinesAsEverySystemDoes() throws IOException {
        assertThat(records("a,b\r\n1,2\n3,4\r5,6"))
                .containsExactly(List.of("a", "b"), List.of("1", "2"), List.of("3", "4"), List.of("5", "6"));
    }

    @Test
    void takesQuotedCellsWithDelimitersQuotesAndLines() throws IOException {
        assertThat(records("\"a,\"\"b\"\"\",\"two\r\nlines\",\"\"\n"))
                .containsExactly(List.of("a,\"b\"", "two\r\nlines", ""));
    }

    @Test
    void keepsEmptyCellsAndSkipsEmptyLines() throws IOException {
        assertThat(records(",\n\n\n,x,\n")).containsExactly(List.of("", ""), List.of("", "x", ""));
    }

    @Test
    void skipsAByteOrderMark() throws IOException {
        assertThat(records("\uFEFFid\n1\n")).containsExactly(List.of("id"), List.of("1"));
    }

    @Test
    void keepsQuotesInsideOfCells() throws IOException {
        assertThat(records("a\"b,\"c\"d\n")).containsExactly(List.of("a\"b", "cd"));
    }

    /** Wherever the chunks of a stream end, the records are the same. */
    @Test
    void readsOnlyAsMuchAsThereIs() throws IOException {
        String text = "id,\"a \"\"quoted\"\" name\"\r\n1,\"x,y\"\r\n";
        assertThat(records(new OneByOne(text))).isEqualTo(records(text));
    }

    @Test
    void takesCellsThatAreLongerThanItsBuffer() throws IOException {
        String cell = "x".repeat(200_000);
        assertThat(records("a," + cell + "\n1,2\n")).containsExactly(List.of("a", cell), List.of("1", "2"));
    }

    private static final class OneByOne extends Reader {
        private final StringReader text;

        OneByOne(String text) {
            this.text = new StringReader(text);
        }

        @Override
        public int read(char[] buffer, int from, int count) throws IOException {
            return text.read(buffer, from, 1);
        }

        @Override
        public void close() {
            text.close();
        }
    }
}
