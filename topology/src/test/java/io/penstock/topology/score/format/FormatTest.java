package io.penstock.topology.score.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.PenstockException;
import io.penstock.RecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FormatTest {
    private static final List<ScoreCell> SCORES = List.of(
            ScoreCell.text("prediction", "a, b"),
            ScoreCell.number("score", 0.25f),
            ScoreCell.numbers("output", List.of(1.5, 2.0)),
            ScoreCell.scores("scores", List.of("a", "b"), List.of(0.25f, Float.NaN)));

    @TempDir
    private Path folder = Path.of("");

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<Row> rows(Path file) throws IOException {
        try (RowReader reader = Format.of(file).orElseThrow().open(file)) {
            return rows(reader);
        }
    }

    private static List<Row> rows(RowReader reader) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Row row = reader.next(); row != null; row = reader.next()) {
            rows.add(row);
        }
        return rows;
    }

    private Path converted(Path from, Format to, List<ScoreCell> scores) throws IOException {
        Path file = folder.resolve("converted." + to.ending());
        try (RowReader reader = Format.of(from).orElseThrow().open(from);
                RowWriter writer = to.create(file, reader.columns(), reader.schema())) {
            for (Row row : rows(reader)) {
                writer.write(row, scores);
            }
        }
        return file;
    }

    private static String json(Row row) {
        return StandardCharsets.UTF_8.decode(row.payload().getContent()).toString();
    }

    @Test
    void givesCellsTheTypesThatJsonHas() throws IOException {
        Path file = file("a.csv", "int,real,word,zip,flag,none,nan\n-7,1.50e3,x,01234,true,,NaN\n");
        assertThat(json(rows(file).get(0)))
                .isEqualTo("{\"int\":-7,\"real\":1.50e3,\"word\":\"x\",\"zip\":\"01234\",\"flag\":true,"
                        + "\"none\":null,\"nan\":\"NaN\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, true",
        "-0.5, true",
        "12e-3, true",
        "1E+9, true",
        "'', false",
        "-, false",
        "00, false",
        "1., false",
        ".5, false",
        "1e, false",
        "+1, false",
        "0x1, false",
        "١, false",
    })
    void knowsTheNumbersOfJson(String text, boolean isNumber) {
        assertThat(JsonText.isNumber(text)).isEqualTo(isNumber);
    }

    @Test
    void keepsTheColumnsOfCsvAsTheyWereWritten() throws IOException {
        Path file = file("a.csv", "id,\"the, name\"\r\n007,\"say \"\"hi\"\"\"\r\n");
        assertThat(Files.readString(converted(file, Format.CSV, SCORES)))
                .isEqualTo(
                        """
                        id,"the, name",prediction,score,output,scores
                        007,"say ""hi""\","a, b",0.25,"[1.5,2.0]","{""a"":0.25,""b"":null}"
                        """);
    }

    @Test
    void keepsTheColumnsOfJsonAsTheyWereWritten() throws IOException {
        Path file = file("a.jsonl", "{ \"n\": 1.10, \"deep\": {\"x\": [1]} }\n\n{}\n");
        assertThat(Files.readString(converted(file, Format.JSON, SCORES.subList(0, 2))))
                .isEqualTo(
                        """
                        {"n": 1.10, "deep": {"x": [1]},"prediction":"a, b","score":0.25}
                        {"prediction":"a, b","score":0.25}
                        """);
    }

    @ParameterizedTest
    @EnumSource(names = {"AVRO", "PARQUET"})
    void keepsTypesThroughFilesThatHaveThem(Format typed) throws IOException {
        Path first = converted(file("a.csv", "id,name\n1,x\n2,\n"), typed, SCORES);
        Path copy = Files.move(first, folder.resolve("first." + typed.ending()));
        Path second = converted(copy, typed, List.of(ScoreCell.number("again", 1.0)));
        assertThat(rows(second))
                .extracting(FormatTest::json)
                .containsExactly(
                        "{\"id\":\"1\",\"name\":\"x\",\"prediction\":\"a, b\",\"score\":0.25,\"output\":[1.5,2.0],"
                                + "\"scores\":\"{\\\"a\\\":0.25,\\\"b\\\":null}\",\"again\":1.0}",
                        "{\"id\":\"2\",\"name\":null,\"prediction\":\"a, b\",\"score\":0.25,\"output\":[1.5,2.0],"
                                + "\"scores\":\"{\\\"a\\\":0.25,\\\"b\\\":null}\",\"again\":1.0}");
        assertThat(Files.readString(converted(copy, Format.CSV, List.of()))).startsWith("id,name,prediction,score,");
    }

    @Test
    void takesNamesInParquetThatAvroDoesNot() throws IOException {
        Path parquet = converted(file("a.csv", "mean radius,größe %\n1.5,x\n"), Format.PARQUET, SCORES.subList(1, 2));
        assertThat(json(rows(parquet).get(0))).isEqualTo("{\"mean radius\":\"1.5\",\"größe %\":\"x\",\"score\":0.25}");
    }

    @Test
    void saysThatAvroDoesNotTakeAName() throws IOException {
        Path file = file("a.csv", "mean radius\n1.5\n");
        assertThatThrownBy(() -> converted(file, Format.AVRO, SCORES))
                .isExactlyInstanceOf(PenstockException.class)
                .hasMessage("a column has a name that Avro does not take: Illegal character in: mean radius; Parquet"
                        + " does: --format parquet");
    }

    /** Or a run that was killed and one that was not would differ. */
    @ParameterizedTest
    @EnumSource
    void writesTheSameBytesForTheSameRows(Format format) throws IOException {
        Path file = file("a.csv", "id,name\n1,x\n");
        byte[] first = Files.readAllBytes(converted(file, format, SCORES));
        assertThat(converted(file, format, SCORES)).hasBinaryContent(first);
    }

    @Test
    void goesOnBehindARowThatCannotBeRead() throws IOException {
        Path csv = file("a.csv", "a,b\n1\n2,3\n");
        try (RowReader reader = Format.CSV.open(csv)) {
            assertThatThrownBy(reader::next)
                    .isExactlyInstanceOf(RecordException.class)
                    .hasMessage("the row has not as many cells as the first line: cells=1, columns=2");
            assertThat(rows(reader)).hasSize(1);
        }
        Path lines = file("a.jsonl", "[1]\n{\"a\":1}\n");
        try (RowReader reader = Format.JSON.open(lines)) {
            assertThatThrownBy(reader::next)
                    .isExactlyInstanceOf(RecordException.class)
                    .hasMessage("the line is no JSON object: kind=ARRAY");
            assertThat(rows(reader)).hasSize(1);
        }
    }

    @Test
    void refusesAColumnThatOnlySomeRowsOfATableHave() throws IOException {
        Path file = file("a.jsonl", "{\"a\":1}\n{\"a\":1,\"b\":2}\n");
        assertThatThrownBy(() -> converted(file, Format.CSV, SCORES))
                .isExactlyInstanceOf(RecordException.class)
                .hasMessage("the row has a column that the first row has not: column=b, columns=[a]");
    }

    @Test
    void refusesScoresThatWouldHideAColumn() throws IOException {
        Path file = file("a.csv", "id,score\n1,2\n");
        assertThatThrownBy(() -> converted(file, Format.CSV, SCORES))
                .isExactlyInstanceOf(PenstockException.class)
                .hasMessage("the input has a column of the name that a score would get: column=score; give the"
                        + " scores' names a beginning with --prefix");
    }

    @Test
    void refusesAHeaderThatNamesAColumnTwice() throws IOException {
        Path file = file("a.csv", "a,a\n1,2\n");
        assertThatThrownBy(() -> Format.CSV.open(file))
                .isExactlyInstanceOf(PenstockException.class)
                .hasMessage(
                        "the first line of a CSV file must name each column once: file=" + file + ", columns=[a, a]");
    }

    @Test
    void saysThatAFileIsNotWhatItsNameSays() throws IOException {
        Path avro = file("a.avro", "no avro at all");
        assertThatThrownBy(() -> Format.AVRO.open(avro))
                .isExactlyInstanceOf(PenstockException.class)
                .hasMessageStartingWith("not an Avro file: file=" + avro);
        Path parquet = file("a.parquet", "no parquet at all");
        assertThatThrownBy(() -> Format.PARQUET.open(parquet))
                .isExactlyInstanceOf(PenstockException.class)
                .hasMessageStartingWith("cannot read the Parquet file: file=" + parquet);
    }
}
