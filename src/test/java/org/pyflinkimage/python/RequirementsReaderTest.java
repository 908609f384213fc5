package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.python.ReadRequirements.ReadFile;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;

class RequirementsReaderTest {

    private static final Path FOLDER = Path.of("/project");
    private static final Path ROOT = FOLDER.resolve("requirements.txt");
    private static final JsonNode RECORDED = recorded();
    private static final List<String> COMPARED =
            List.of("--hash", "--index-url", "--extra-index-url", "--find-links", "--editable", "--trusted-host");

    private final Map<Path, byte[]> files = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    /** What a line says, in the words of the recording. */
    private record Said(String file, int line, String text, boolean constraint, Map<String, List<String>> options) {}

    static Stream<Arguments> cases() {
        return RECORDED.path("cases").properties().stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void readsAsPip(String name, JsonNode recorded) {
        ReadRequirements read = read(recorded);

        if (recorded.has("error")) {
            assertThat(read.problems()).hasSize(1);
        } else {
            assertThat(read.problems()).isEmpty();
            assertThat(read.lines().stream().map(this::said)).containsExactlyElementsOf(said(recorded));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unknown option                               | numpy; [--unheard-of=]
            option without its value                     | [--index-url=]
            quote that does not end                      | [--index-url=https://index.example.com]
            declared nonsense                            | numpy
            sum after a tab                              | numpy==1.26.4 [--hash=sha256:0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a]
            file's name after an equals sign             | a
            file's name with a blank                     | a
            comment with a backslash after a requirement | numpy; six
            UTF-32                                       | PYF-033
            declared Latin 1                             | PYF-033
            declared Latin 1, but UTF-8                  | PYF-033
            """)
    void readsOtherwiseThanPip(String name, String expected) {
        JsonNode recorded = RECORDED.path("different").required(name);
        ReadRequirements read = read(recorded);

        List<String> said = new ArrayList<>(
                read.lines().stream().map(RequirementsReaderTest::shown).toList());
        read.problems().forEach(problem -> said.add(problem.code()));

        assertThat(String.join("; ", said)).isEqualTo(expected);
    }

    @Test
    void everyDifferenceIsKnown() {
        assertThat(RECORDED.path("different").properties()).hasSize(11);
    }

    @Test
    void tellsWhereALineStands() {
        file("requirements.txt", "\n-r sub/more.txt\n");
        file("sub/more.txt", "# one\nnumpy \\\n  >=1\n");

        Place place = read().lines().get(0).place();

        assertThat(place.path()).isEqualTo(FOLDER.resolve("sub/more.txt").toString());
        assertThat(place.name()).isEqualTo("more.txt");
        assertThat(place.line()).isEqualTo(2);
        assertThat(Place.DECLARATION.path()).isEqualTo("<requirements>");
        assertThat(Place.DECLARATION.name()).isEqualTo("<requirements>");
    }

    @Test
    void readsRequirementsOfLines() {
        file("requirements.txt", "numpy>=1\n./a-1-py3-none-any.whl\n--pre\n");

        assertThat(read().lines())
                .extracting(
                        line -> line.requirement().map(Requirement::writtenName).orElse(""))
                .containsExactly("numpy", "", "");
    }

    @Test
    void keepsVariablesAsWritten() {
        variables.put("TOKEN", "secret");
        file("requirements.txt", "a @ https://${TOKEN}@files.example.com/a-1-py3-none-any.whl\n");

        assertThat(read().lines().get(0).text()).contains("${TOKEN}").doesNotContain("secret");
    }

    /** Their names are part of a lock file's digest, which neither differs between machines nor tells of a token. */
    @Test
    void filesOnServersAreCalledAsTheyAreWritten() {
        file("requirements.txt", "-r https://files.example.com/x.txt?token=${TOKEN}\n-c https://${TOKEN}/${NAME}\n");
        List<ReadFile> unset = read().files();
        variables.putAll(Map.of("TOKEN", "secret", "NAME", "a.txt"));
        List<ReadFile> one = read().files();
        variables.putAll(Map.of("TOKEN", "other", "NAME", "b/a.txt"));

        assertThat(one)
                .extracting(ReadFile::name)
                .containsExactly("requirements.txt", "x.txt?token=${TOKEN}", "${NAME}");
        assertThat(List.of(unset, read().files())).containsOnly(one);
    }

    @Test
    void listsFilesInTheirOrderWithTheSumsOfTheirTexts() {
        file("requirements.txt", "-r b.txt\r\n-c a.txt\r\n-r https://files.example.com/far/c.txt\r\n-r b.txt");
        file("b.txt", "-r a.txt\n");
        file("a.txt", "six");
        file("uv.lock", "version = 1\r\n");
        RequirementsReader reader = reader();
        reader.read(ROOT);
        reader.note(FOLDER.resolve("uv.lock"));
        reader.note(FOLDER.resolve("pylock.toml"));
        reader.read(FOLDER.resolve("absent.txt"));
        reader.read(ROOT);

        assertThat(reader.result().files())
                .containsExactly(
                        new ReadFile(
                                "requirements.txt",
                                sum("-r b.txt\n-c a.txt\n-r https://files.example.com/far/c.txt\n-r b.txt")),
                        new ReadFile("b.txt", sum("-r a.txt\n")),
                        new ReadFile("a.txt", sum("six")),
                        new ReadFile("c.txt", Optional.empty()),
                        new ReadFile("uv.lock", sum("version = 1\n")),
                        new ReadFile("pylock.toml", Optional.empty()),
                        new ReadFile("absent.txt", Optional.empty()));
        assertThat(reader.result().problems()).isEmpty();
        assertThat(reader.result().lines()).hasSize(3);
    }

    @Test
    void missingFileIsAProblemWithItsPlace() {
        file("requirements.txt", "numpy\n-r sub/absent.txt\n");

        assertThat(problem().toText())
                .contains(
                        "[PYF-020] the file `sub/absent.txt` that `requirements.txt` names in line 2 is not there",
                        "looked for `" + FOLDER.resolve("sub/absent.txt") + "`",
                        "create it, or correct line 2 of `" + ROOT + "`");
    }

    /** pip would take the backslash out, as a shell does; uv, and whoever writes a file on Windows, means the file. */
    @ParameterizedTest
    @CsvSource({
        "-r sub\\dev.txt",
        "-r .\\sub\\dev.txt",
        "--requirement=sub\\dev.txt",
        "-rsub\\dev.txt",
        "-r sub\\\\dev.txt",
        "'-r \"sub\\dev.txt\"'",
        "-r sub/dev.txt"
    })
    void backslashStandsBetweenNames(String line) {
        file("requirements.txt", line + "\r\n");
        file("sub/dev.txt", "six\r\n");

        assertThat(read().lines()).extracting(RequirementLine::text).containsExactly("six");
    }

    @Test
    void addressThatIsNoneIsAProblem() {
        file("requirements.txt", "-r file://server/a.txt\n");

        assertThat(problem().code()).isEqualTo("PYF-020");
    }

    @Test
    void circleIsAProblemWithItsPlace() {
        file("requirements.txt", "-c a.txt\n");
        file("a.txt", "six\n-r requirements.txt\nnumpy");

        assertThat(problem().toText())
                .contains(
                        "[PYF-029] the requirements file `requirements.txt` leads back to itself",
                        "`" + FOLDER.resolve("a.txt") + "` names it in line 2");
        assertThat(read().lines()).extracting(RequirementLine::text).containsExactly("six", "numpy");
    }

    @Test
    void unknownEncodingIsAProblem() {
        file("requirements.txt", "-r a.txt\n");
        files.put(FOLDER.resolve("a.txt"), new byte[] {'a', (byte) 0xe4});

        assertThat(problem().toText())
                .contains("[PYF-033] the encoding of `a.txt` is not read", "save `" + FOLDER.resolve("a.txt"));
    }

    private Problem problem() {
        assertThat(read().problems()).hasSize(1);
        return read().problems().get(0);
    }

    private ReadRequirements read(JsonNode recorded) {
        RECORDED.path("variables")
                .properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
        recorded.path("files")
                .properties()
                .forEach(entry -> files.put(FOLDER.resolve(entry.getKey()), bytes(entry.getValue())));
        return read();
    }

    private ReadRequirements read() {
        RequirementsReader reader = reader();
        reader.read(ROOT);
        return reader.result();
    }

    private RequirementsReader reader() {
        return new RequirementsReader(
                path -> Optional.ofNullable(files.get(path)), name -> Optional.ofNullable(variables.get(name)));
    }

    private void file(String name, String text) {
        files.put(FOLDER.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Sha256> sum(String text) {
        return Optional.of(Sha256.of(text));
    }

    private static byte[] bytes(JsonNode content) {
        try {
            return content.isTextual()
                    ? content.asText().replace("{ROOT}", FOLDER.toString()).getBytes(StandardCharsets.UTF_8)
                    : content.path("base64").binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** pip puts the values of variables into all that a line says. */
    private Said said(RequirementLine line) {
        Map<String, List<String>> options = new HashMap<>();
        COMPARED.stream()
                .filter(name -> !line.values(name).isEmpty())
                .forEach(name -> options.put(
                        name, line.values(name).stream().map(this::expand).toList()));
        String file = FOLDER.relativize(line.place().file().orElseThrow()).toString();
        return new Said(file, line.place().line(), expand(line.text()), line.constraint(), options);
    }

    private String expand(String text) {
        return RequirementsReader.expand(text, name -> Optional.ofNullable(variables.get(name)));
    }

    private static List<Said> said(JsonNode recorded) {
        List<Said> said = new ArrayList<>();
        for (JsonNode line : recorded.required("lines")) {
            Map<String, List<String>> options = new HashMap<>();
            line.path("options").properties().forEach(option -> {
                List<String> values = new ArrayList<>();
                option.getValue().forEach(value -> values.add(value.asText()));
                options.put(option.getKey(), values);
            });
            said.add(new Said(
                    line.path("file").asText(),
                    line.path("line").asInt(),
                    line.path("text").asText(),
                    line.path("constraint").asBoolean(),
                    options));
        }
        return said;
    }

    private static String shown(RequirementLine line) {
        List<String> options = line.options().stream()
                .map(option -> "[" + option.name() + "=" + option.value() + "]")
                .toList();
        return (line.text() + " " + String.join(" ", options)).strip();
    }

    static JsonNode recorded() {
        String name = "requirement-files.json";
        try (InputStream stream =
                Objects.requireNonNull(RequirementsReaderTest.class.getResourceAsStream(name), name)) {
            return new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
