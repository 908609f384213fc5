package org.pyflinkimage.build.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.RecordingLog;
import org.pyflinkimage.build.validation.MatrixExport.Order;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;

class MatrixExportTest {

    private final RecordingLog log = new RecordingLog();

    private BaseLook look = BaseLook.NONE;

    @TempDir
    private Path folder;

    private Places places;

    @BeforeEach
    void start() {
        places = Places.withoutProject(folder);
    }

    @Test
    void cellsThatFitAreWrittenToAFileOfTheFormsName() {
        String text = write(two(), new Order(Optional.empty(), folder.resolve("out")));

        assertThat(folder.resolve("out/matrix.json")).hasContent(text.strip());
        assertThat(text).contains("2.3.99").doesNotContain("1.16.1");
        assertThat(log.lines).containsExactly("note 1 of 2 combinations: out/matrix.json");
    }

    @Test
    void cellWhoseBaseCannotBeBuiltUponIsLeftOut() {
        look = specs -> specs.stream()
                .filter(spec -> spec.combination().flink().toString().equals("2.3.99"))
                .collect(Collectors.toMap(
                        spec -> spec,
                        spec -> new BaseLook.Seen(
                                true, List.of(Problem.declaration("PYF-913", "the base has no `bash`")))));

        assertThatThrownBy(() -> write(two(), new Order(Optional.empty(), folder)))
                .hasMessageContaining("[PYF-931]")
                .hasMessageContaining("2 of 2 are refused");
    }

    @Test
    void otherFileMayBeDeclared() {
        Path file = folder.resolve("a.json");

        write(two(), new Order(Optional.of(file), folder.resolve("out")));

        assertThat(file).exists();
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void whatNobodyRanIsLeftOutOnDemand() {
        assertThatThrownBy(() ->
                        write(two().with(Element.ONLY_TESTED, List.of("true")), new Order(Optional.empty(), folder)))
                .hasMessageContaining("[PYF-931] no combination is left for a matrix")
                .hasMessageContaining("1 of 2 are refused")
                .hasMessageContaining("-Dpyflink.onlyTested");
        assertThat(folder.resolve("matrix.json")).doesNotExist();
    }

    @Test
    void matrixThatItsReaderWouldCutIsWarnedOf() {
        Declaration all = MatrixExport.complete(new Declaration(folder)).with(Element.FORMAT, List.of("gitlab"));

        write(all, new Order(Optional.empty(), folder));

        assertThat(log.lines).hasSize(2).contains("warn PYF-933");
    }

    @Test
    void whereNothingIsSaidOfVersionsAllAreDeclared() {
        assertThat(declared(MatrixExport.complete(new Declaration(folder))).specs())
                .hasSizeGreaterThan(1000);
    }

    @Test
    void oneDeclaredAxisIsEnough() {
        for (Element axis : List.of(Element.FLINK, Element.JAVA, Element.PYTHON)) {
            String version = axis == Element.FLINK ? "2.2.1" : axis == Element.JAVA ? "17" : "3.11";

            Declaration declaration = new Declaration(folder).with(axis, List.of(version));

            assertThat(declared(MatrixExport.complete(declaration)).specs()).hasSize(1);
        }
    }

    private Declaration two() {
        return new Declaration(folder)
                .with(Element.FORMAT, List.of("json"))
                .with(Element.FLINK, List.of("1.16.1", "2.3.99"))
                .with(Element.JAVA, List.of("17"));
    }

    private String write(Declaration declaration, Order order) {
        return new MatrixExport(places, look, log).write(declared(declaration), order);
    }

    @Test
    void withoutADeclaredFormItIsForPeople() {
        Declaration one = new Declaration(folder).with(Element.FLINK, List.of("2.2.1"));

        assertThat(write(one, new Order(Optional.empty(), folder))).startsWith("|");
        assertThat(folder.resolve("matrix.md")).exists();
    }

    @Test
    void formThatIsNoneIsToldWithAllOtherMistakes() {
        Declaration declaration = two().with(Element.FORMAT, List.of("jenkins")).with(Element.TO, List.of("nowhere"));

        assertThatThrownBy(() -> declared(declaration)).hasMessageContainingAll("[PYF-932] `jenkins`", "`nowhere`");
    }

    private static DeclaredImages declared(Declaration declaration) {
        return DeclaredImages.read(declaration, Map.of(), Optional.empty());
    }
}
