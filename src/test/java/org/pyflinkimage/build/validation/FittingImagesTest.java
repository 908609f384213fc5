package org.pyflinkimage.build.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.Setting;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/** What was judged before is not judged once more: by what that is known again, and what is never kept. */
class FittingImagesTest {

    private final Memory memory = new Memory();
    private final KeptLog log = new KeptLog();
    private final Map<String, String> rules = new TreeMap<>();

    @TempDir
    private Path folder;

    @Test
    void imagesThatFitAreJudgedOnce() throws IOException {
        require(declaration());
        require(declaration());

        assertThat(memory.kept).isEqualTo(1);
        assertThat(memory.found).isEqualTo(1);
    }

    @Test
    void whatWasSaidOfThemIsSaidAgain() throws IOException {
        rules.put("PYF-115", "note");
        Declaration untested = declaration().with(Element.PYTHON, List.of("3.12"));
        require(untested);
        List<String> first = List.copyOf(log.notes);
        log.notes.clear();
        require(untested);

        assertThat(memory.found).isEqualTo(1);
        assertThat(first).hasSize(2);
        assertThat(log.notes).isEqualTo(first);
    }

    @Test
    void whatWasWarnedOfIsWarnedOfAgain() throws IOException {
        Declaration warned = declaration().withFlinkConfig(List.of(new Setting("jobmanager.rpc.address", "localhost")));
        require(warned);
        require(warned);

        assertThat(memory.found).isEqualTo(1);
        assertThat(log.warnings).hasSize(2);
        assertThat(log.warnings.get(1)).isEqualTo(log.warnings.get(0));
    }

    @Test
    void whatIsRefusedIsRefusedAtEveryBuild() throws IOException {
        for (int i = 0; i < 2; i++) {
            Declaration refused = declaration().with(Element.FLINK, List.of("1.16.1"));
            assertThatExceptionOfType(PyFlinkException.class).isThrownBy(() -> require(refused));
        }
        assertThat(memory.kept).isZero();
    }

    /** Whatever a rule may look at. */
    @Test
    void whatIsOtherwiseIsJudgedAnew() throws IOException {
        require(declaration());
        List<Declaration> others = List.of(
                declaration().with(Element.JAVA, List.of("21")),
                declaration().with(Element.PYTHON, List.of("3.10")),
                declaration().with(Element.IMAGE, List.of("example/another")),
                declaration().with(Element.TAGS, List.of("another")),
                declaration().with(Element.CONNECTORS, List.of("org.postgresql:postgresql:42.7.4")),
                declaration().with(Element.PYTHON_SOURCE, List.of("standalone")),
                declaration().with(Element.PIP, List.of("false")),
                declaration().with(Element.PACKAGES, List.of("libgomp1")),
                declaration().withLabels(List.of(new Setting("team", "data"))),
                declaration().withEnvironment(List.of(new Setting("STAGE", "test"))),
                declaration().withFlinkConfig(List.of(new Setting("parallelism.default", "2"))));
        for (Declaration other : others) {
            require(other);
        }
        write("requirements.txt", "numpy==1.26.4\npandas==2.1.4\n");
        require(inFolder());
        write("job/main.py", "import os\n");
        require(inFolder());
        write("job/further.txt", "");
        require(inFolder());
        write("templates/log4j-console.properties", "rootLogger.level = INFO\n");
        require(inFolder());
        rules.put("PYF-115", "note");
        require(inFolder());

        assertThat(memory.found).isZero();
        assertThat(memory.asked).hasSize(1 + others.size() + 5).doesNotHaveDuplicates();
    }

    /** Whatever is declared, its content can be told. */
    @Test
    void everyKindOfDeclarationIsKnownAgain() throws IOException {
        write("job/libs/a.py", "");
        Declaration full = declaration()
                .with(Element.USER, List.of("12345:0"))
                .with(Element.EXCLUDES, List.of("*.csv"))
                .with(Element.INCLUDES, List.of("data/"))
                .with(Element.FILES, List.of("libs"))
                .with(Element.PORTS, List.of("9249"))
                .with(Element.VOLUMES, List.of("/data"))
                .with(Element.DISTRIBUTION, List.of("sql-gateway"))
                .with(Element.PYTHON_BUILD, List.of("3.11.11+20241219"))
                .with(Element.DEBIAN_MIRROR, List.of("https://mirror.example.com/debian"))
                .with(Element.DEBIAN_IMAGE, List.of("registry.example.com/debian:@{suite}"))
                .withLog4j(List.of(new Setting("root", "WARN")))
                .withLabels(List.of(new Setting("team", "data")));
        require(full);

        assertThat(memory.asked).hasSize(1);
    }

    private Declaration declaration() throws IOException {
        write("requirements.txt", "numpy==1.26.4\n");
        write("job/main.py", "");
        Files.createDirectories(folder.resolve("templates"));
        return inFolder();
    }

    private Declaration inFolder() {
        return new Declaration(folder)
                .with(Element.FLINK, List.of("2.3.0"))
                .with(Element.REQUIREMENTS, List.of("requirements.txt"))
                .with(Element.JOB, List.of("job"))
                .with(Element.ENTRY, List.of("main.py"));
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, text);
    }

    private void require(Declaration declaration) {
        DeclaredImages images = DeclaredImages.read(declaration, rules, Optional.of(folder.resolve("templates")));
        images.validation().requireThatAllFits(images.specs(), memory, BaseLook.NONE, log);
    }

    private static final class Memory implements FittingImages {

        private final Map<Sha256, Told> told = new HashMap<>();
        private final List<Sha256> asked = new ArrayList<>();
        private int kept;
        private int found;

        @Override
        public Optional<Told> find(Sha256 judged) {
            asked.add(judged);
            Optional<Told> known = Optional.ofNullable(told.get(judged));
            known.ifPresent(any -> found++);
            return known;
        }

        @Override
        public void keep(Sha256 judged, Told images) {
            kept++;
            told.put(judged, images);
        }
    }
}
