package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Imports are those that CPython's {@code ast} finds; {@code src/test/scripts/python-imports.py} recorded them. */
class SourceImportsTest {

    private static final String SIGNS = "'\"\\{}()[]:;,.#\n\t fr if try else import from a N!=_";

    static Stream<JsonNode> recorded() {
        try (InputStream stream = SourceImportsTest.class.getResourceAsStream("imports.json")) {
            return StreamSupport.stream(new ObjectMapper().readTree(stream).spliterator(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ImportStatement> imports(String source) {
        return PythonSource.parse(source).imports(false);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void areThoseOfAst(JsonNode recorded) {
        List<ImportStatement> imports = new ArrayList<>();
        for (JsonNode one : recorded.path("imports")) {
            List<String> names = new ArrayList<>();
            one.path(2).forEach(name -> names.add(name.asText()));
            imports.add(new ImportStatement(
                    one.path(0).asText(),
                    one.path(1).asInt(),
                    names,
                    one.path(3).asInt(),
                    ImportStatement.Need.valueOf(one.path(4).asText())));
        }

        assertThat(PythonSource.parse(recorded.path("source").asText())
                        .imports(recorded.path("main").asBoolean()))
                .isEqualTo(imports);
    }

    @Test
    void whatIsNoPythonIsReadToItsEnd() {
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(60); j > 0; j--) {
                text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
            }
            assertThat(imports(text + "\n")).as(text.toString()).isNotNull();
        }
        assertThat(imports("x = f'" + "{f'".repeat(5000))).isEmpty();
        assertThat(imports("x = " + "(".repeat(5000) + "\nimport a")).isEmpty();
        assertThat(imports("import\nfrom\nfrom x\nfrom x import\nimport ,\nimport a, , b\n"))
                .extracting(ImportStatement::module)
                .containsExactly("a", "b");
    }
}
