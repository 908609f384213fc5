package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.python.UnpackedWheel.Member;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

class WheelCheckTest {

    private static final String FILE_NAME = "a-1-py3-none-any.whl";

    @TempDir
    private Path folder;

    private final WheelBuilder wheel = new WheelBuilder("a", "1");

    @Test
    void filesOfAWheelAreKnownByTheirPaths() throws IOException {
        wheel.program("a/run.sh", "x").file("a/b.py", "y");

        UnpackedWheel unpacked = check();

        assertThat(unpacked.distInfo()).isEqualTo("a-1.dist-info");
        assertThat(unpacked.members())
                .extracting(Member::path, Member::executable)
                .contains(tuple("a/run.sh", true), tuple("a/b.py", false))
                .hasSize(5);
        assertThat(unpacked.text("WHEEL").orElseThrow()).startsWith("Wheel-Version: 1.0\n");
        assertThat(unpacked.text("LICENSE")).isEmpty();
    }

    @Test
    void whatIsNoWheelsNameIsSaidFirst() {
        assertThat(refusal("a.zip")).isEqualTo("""
                [PYF-450] `a.zip` is no name of a wheel
                  try:    choose another version of it in `<requirements>` (-Dpyflink.requirements)""");
    }

    @Test
    void whatIsNoZipIsSaid() throws IOException {
        Files.writeString(folder.resolve(FILE_NAME), "text");

        assertThat(problemsOf(folder.resolve(FILE_NAME), FILE_NAME))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.what()).isEqualTo("`a-1-py3-none-any.whl` cannot be read as a wheel");
                    assertThat(problem.why()).hasSize(1);
                });
    }

    @Test
    void malformedRecordIsNoRecord() {
        wheel.recordLine("x", "x,\n");

        assertThat(refusal(FILE_NAME)).startsWith("[PYF-451] the RECORD of `a-1-py3-none-any.whl` is malformed\n");
    }

    @Test
    void damagedFileIsNamedWithTheReason() {
        wheel.file("a.py", "x").recordLine("a.py", "a.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,1\n");

        assertThat(refusal(FILE_NAME)).isEqualTo("""
                [PYF-451] `a.py` in `a-1-py3-none-any.whl` differs from what is stated in RECORD
                  why:    the wheel was damaged or changed after it was made
                  try:    choose another version of it in `<requirements>` (-Dpyflink.requirements)""");
    }

    @ParameterizedTest
    @CsvSource({
        "sha256, -kUzcXNJbLjXjnMfuAEcovgnnNy_9wq5nWcnL_dDA4g, false",
        "sha256, LXEWQrcmsEQBYnyp-6wy9chTD7GQPMTbAiWHF5IaSIE, true",
        "sha384, 0n06q-yQhYO1BCkJbfVk2JDbRHRPTCKIMjREx6OMqsVACq1MQTDHR1GzKTnyXOIY, false",
        "sha384, 11LCxR-6DimqGQVwqdQlPkQHegWNMpf6OlYw1b0BJiL5fCisrtMTtcg7uZDKp9qF, true",
        "SHA256, LXEWQrcmsEQBYnyp-6wy9chTD7GQPMTbAiWHF5IaSIE, false",
        "md5,    nds-UGjUe__Z8K40yOPVSA, false",
    })
    void sumIsComparedByItsOwnAlgorithm(String algorithm, String sum, boolean right) {
        wheel.file("a.py", "x").recordLine("a.py", "a.py,%s=%s,1\n".formatted(algorithm, sum));

        assertThat(problems().isEmpty()).isEqualTo(right);
    }

    @Test
    void sizeNeedNotBeStated() {
        wheel.file("a.py", "x").recordLine("a.py", line("a.py", "x", ""));

        assertThat(problems()).isEmpty();
    }

    @Test
    void signaturesOfTheRecordAreNotListedInIt() {
        for (String name : List.of("RECORD.jws", "RECORD.p7s")) {
            wheel.file(wheel.distInfo(name), "x").recordLine(wheel.distInfo(name), "");
        }
        assertThat(problems()).isEmpty();

        wheel.file("a/RECORD.jws", "x").recordLine("a/RECORD.jws", "");
        assertThat(problems())
                .extracting(Problem::what)
                .containsExactly("`a/RECORD.jws` in `a-1-py3-none-any.whl` is not listed in RECORD");
    }

    @Test
    void linesForFilesOutsideOfTheWheelAreAnothersBusiness() {
        wheel.recordLine("x", "../../../bin/tool," + "sha256=x,1\n/etc/x,,\n");

        assertThat(problems()).isEmpty();
    }

    @Test
    void noMoreThanTwentyProblemsAreTold() {
        for (int i = 0; i < 21; i++) {
            wheel.file("a/%s.py".formatted(i), "x").recordLine("a/%s.py".formatted(i), "");
        }

        assertThat(problems()).hasSize(20);
    }

    @Test
    void directoryHasToNameTheVersion() {
        WheelBuilder unnamed = new WheelBuilder("a", "1");
        Path file = unnamed.without(unnamed.distInfo("METADATA"))
                .without(unnamed.distInfo("WHEEL"))
                .withoutRecord()
                .file("a.dist-info/METADATA", "Name: a\nVersion: 1\n")
                .file("a.dist-info/WHEEL", "Wheel-Version: 1.0\n")
                .file(
                        "a.dist-info/RECORD",
                        record("a.dist-info/METADATA", "Name: a\nVersion: 1\n")
                                + record("a.dist-info/WHEEL", "Wheel-Version: 1.0\n"))
                .write(folder);

        assertThat(problemsOf(file, FILE_NAME))
                .extracting(Problem::what)
                .containsExactly("`a-1-py3-none-any.whl` is `` `a` inside, by its a.dist-info");
    }

    @ParameterizedTest
    @ValueSource(strings = {".dist-info/METADATA", "x/b-1.dist-info/METADATA", "b-1.dist-info", "b-1.dist-info.d/x"})
    void onlyDirectoriesAtTheTopCount(String path) {
        boolean named = path.startsWith(".dist-info/");
        wheel.file(path, "x");

        assertThat(problems())
                .extracting(Problem::what)
                .isEqualTo(
                        named
                                ? List.of("`a-1-py3-none-any.whl` has not one dist-info directory but"
                                        + " [.dist-info, a-1.dist-info]")
                                : List.of());
    }

    @Test
    void withoutADirectoryThereIsNoWheel() {
        WheelBuilder none = new WheelBuilder("a", "1");
        Path file = none.without(none.distInfo("METADATA"))
                .without(none.distInfo("WHEEL"))
                .withoutRecord()
                .file("a.py", "x")
                .write(folder);

        assertThat(problemsOf(file, FILE_NAME))
                .extracting(Problem::what)
                .containsExactly("`a-1-py3-none-any.whl` has not one dist-info directory but []");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Name: a\n", "Version: 1\n", "Name: a\nVersion: one\n"})
    void metadataHasToNameBoth(String metadata) {
        wheel.file(wheel.distInfo("METADATA"), metadata);

        assertThat(problems())
                .extracting(Problem::what)
                .containsExactly("the METADATA of `a-1-py3-none-any.whl` has no name or version");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'Wheel-Version: 1.0\n', -",
                "'no field\n:x\nWHEEL-VERSION : 1.9 \r\nTag: x\r\n', -",
                "'Wheel-Version: 1.0\nWheel-Version: 2.0\n', -",
                "'Wheel-Version: 2.0\nWheel-Version: 1.0\n', 2.0",
                "'Wheel-Version: 1\n', 1",
                "'Wheel-Version: 11.0\n', 11.0",
                "'Tag: x\n', ''"
            })
    void formIsTheFirstThatIsStated(String text, String unknown) {
        wheel.file(wheel.distInfo("WHEEL"), text);

        assertThat(problems())
                .extracting(Problem::toText)
                .isEqualTo(unknown == null ? List.of() : List.of("""
                                        [PYF-453] `a-1-py3-none-any.whl` has the wheel format `%s`
                                          why:    only the formats `1.x` are known
                                          try:    choose another version of it in `<requirements>`%s""".formatted(unknown, " (-Dpyflink.requirements)")));
    }

    @Test
    void wheelWithoutAFormIsRefused() {
        wheel.without(wheel.distInfo("WHEEL")).recordLine(wheel.distInfo("WHEEL"), "");

        assertThat(problems()).extracting(Problem::code).containsExactly("PYF-453");
    }

    private static String record(String path, String text) {
        return line(path, text, String.valueOf(text.length()));
    }

    private static String line(String path, String text, String size) {
        RecordEntry entry = RecordEntry.of(path, Sha256.of(text), text.length());
        return "%s,%s,%s\n".formatted(path, entry.sum().orElseThrow(), size);
    }

    private UnpackedWheel check() throws IOException {
        return new WheelCheck(wheel.write(folder), FILE_NAME).run();
    }

    private String refusal(String fileName) {
        return problemsOf(wheel.write(folder), fileName).get(0).toText();
    }

    private List<Problem> problems() {
        return problemsOf(wheel.write(folder), FILE_NAME);
    }

    private static List<Problem> problemsOf(Path file, String fileName) {
        PyFlinkException exception = catchThrowableOfType(PyFlinkException.class, () -> {
            try {
                new WheelCheck(file, fileName).run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return exception == null ? List.of() : exception.problems();
    }
}
