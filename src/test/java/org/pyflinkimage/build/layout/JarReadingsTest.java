package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.jar.ClassFile;
import org.pyflinkimage.jar.JarBytes;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sealed;
import org.pyflinkimage.value.Sha256;

/** What is kept of the jars of an image, which are Flink's and a connector. */
class JarReadingsTest extends JarFixture {

    private static final Optional<Sha256> CODE = Optional.of(Sha256.of("this plugin"));

    @BeforeEach
    void flink() {
        flink(ClassFile.named("org/apache/flink/A"));
    }

    @Test
    void areKept() throws IOException {
        connector(new JarBytes().with(ClassFile.named("a/A")));
        problems();

        assertThat(kept())
                .hasSize(2)
                .allSatisfy(file -> assertThat(KeptForms.verify("jar", file)).isTrue());
    }

    @Test
    void damagedOnesAreNotBelieved() throws IOException {
        connector(new JarBytes().with(ClassFile.named("a/A")));
        problems();
        for (Path file : kept()) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(this::problems)
                .satisfies(failure -> assertThat(DamagedFile.in(failure)).hasSize(2));
    }

    @Test
    void whatIsNoJarIsPassedOver() {
        image.add(LayerKind.CONNECTORS, JarImage.CONNECTOR, new byte[] {1, 2, 3});

        assertThat(problems()).isEmpty();
    }

    @Test
    void whatWasFoundIsToldAgainWithoutThem() throws IOException {
        connector(new JarBytes().with(ClassFile.named("a/A").ofVersion(65)));
        List<Problem> found = image.problems(CODE);
        List<Path> kept = kept();
        for (Path file : kept) {
            Files.delete(file);
        }
        image.problems(CODE);
        assertThat(kept()).hasSize(3).containsExactlyInAnyOrderElementsOf(kept);
        deleteReadings();

        assertThat(image.problems(CODE)).isEqualTo(found).hasSize(1);
        assertThat(kept()).hasSize(1);
        assertThat(image.problems(Optional.of(Sha256.of("another")))).isEqualTo(found);
        assertThat(kept()).hasSize(4);
    }

    /** A disk that is full today is not tomorrow. */
    @Test
    void whatThereWasNoRoomToReadIsReadTheNextTime() {
        byte[] jar = new JarBytes().with(ClassFile.named("a/A").ofVersion(65)).bytes();
        AtomicInteger times = new AtomicInteger();
        image.add(LayerKind.CONNECTORS, JarImage.CONNECTOR, new Content.Below(jar.length, "a connector", () -> {
            if (times.getAndIncrement() == 0) {
                throw Problem.environment("PYF-522", "the disk is full").toException();
            }
            return new ByteArrayInputStream(jar);
        }));

        assertThat(image.problems(CODE)).isEmpty();
        assertThat(image.problems(CODE)).extracting(Problem::code).containsExactly("PYF-898");
    }

    /** It is as large tomorrow: nothing is unpacked for it once more. */
    @Test
    void whatIsTooLargeOfABaseIsToldAndNotReadAgain() {
        AtomicInteger times = new AtomicInteger();
        image.add(LayerKind.BASE, LIB + "huge.jar", new Content.Below(3L << 30, "huge", () -> {
            times.incrementAndGet();
            return new ByteArrayInputStream(new byte[0]);
        }));

        List<Problem> found = image.problems(CODE);

        assertThat(found).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Problem.Severity.NOTE);
            assertThat(problem.toText()).startsWith("""
                    [PYF-962] `huge.jar` of the base is not looked into
                      why:    more than 2 GiB in one: whether""");
        });
        assertThat(image.problems(CODE)).isEqualTo(found);
        assertThat(times).hasValue(0);
    }

    /** What has changed in the store since the base was looked into is told of nothing else, and not for ever. */
    @Test
    void jarOfALayerThatIsNoneAnyMoreIsReadTheNextTime() {
        byte[] jar = new JarBytes().with(ClassFile.named("a/A").ofVersion(65)).bytes();
        AtomicInteger times = new AtomicInteger();
        image.add(LayerKind.BASE, LIB + "own.jar", new Content.Below(jar.length, "of a layer", () -> {
            if (times.getAndIncrement() == 0) {
                throw Problem.environment("PYF-338", "the layer is refused").toException();
            }
            return new ByteArrayInputStream(jar);
        }));

        assertThat(image.problems(CODE)).isEmpty();
        assertThat(image.problems(CODE)).extracting(Problem::code).containsExactly("PYF-898");
    }

    /** Of a base of one layer all of it is unpacked for each of them. */
    @Test
    void jarsOfABaseAreCopiedTogether() {
        Layers layers = new Layers();
        byte[] jar = new JarBytes().with(ClassFile.named("a/A").ofVersion(65)).bytes();
        for (String name : List.of("one.jar", "two.jar", "three.jar")) {
            image.add(LayerKind.BASE, LIB + name, new Content.Below(jar.length, name, new Layers.Jar(layers, jar)));
        }

        assertThat(problems()).extracting(Problem::code).containsExactly("PYF-898", "PYF-898", "PYF-898");
        assertThat(layers.copied).containsExactly(3);
        // Together they may be larger than a folder of temporary files has room for.
        assertThat(layers.target).startsWithRaw(folder.resolve("store"));
        assertThat(problems()).hasSize(3);
        assertThat(layers.copied).containsExactly(3);
    }

    @Test
    void noMoreIsCopiedTogetherThanAJarMayHave() {
        Layers layers = new Layers();
        byte[] jar = new JarBytes().with(ClassFile.named("a/A")).bytes();
        for (int i = 0; i < 5; i++) {
            image.add(
                    LayerKind.BASE, LIB + i + ".jar", new Content.Below(1L << 30, "" + i, new Layers.Jar(layers, jar)));
        }

        assertThat(problems()).isEmpty();
        assertThat(layers.copied).containsExactly(2, 2, 1);
    }

    /** How many jars of a base were copied each time. */
    private static final class Layers {

        private final List<Integer> copied = new ArrayList<>();
        private Path target = Path.of("nowhere");

        private static final class Jar implements Content.Below.Opening {

            private final Layers layers;
            private final byte[] bytes;

            private Jar(Layers layers, byte[] bytes) {
                this.layers = layers;
                this.bytes = bytes;
            }

            @Override
            public InputStream open() {
                throw new IllegalStateException("copied alone");
            }

            @Override
            public void copy(Map<Content.Below.Opening, Path> targets) throws IOException {
                layers.copied.add(targets.size());
                for (Path target : targets.values()) {
                    layers.target = target;
                    Files.write(target, bytes);
                }
            }
        }
    }

    /** Whatever decides on what is said is looked at. */
    @Test
    void otherImageIsLookedAtAnew() throws IOException {
        connector(new JarBytes().with(ClassFile.named("a/A").ofVersion(65)));
        image.problems(CODE);
        deleteReadings();
        image.ofJava("21");
        assertThat(image.problems(CODE)).isEmpty();

        image.add(
                LayerKind.JOB,
                "/opt/flink/usrlib/own.jar",
                new JarBytes().with(ClassFile.named("b/B").ofVersion(67)).bytes());
        assertThat(image.problems(CODE)).hasSize(1);
    }

    /** What is said to do about a jar depends on where it comes from. */
    @Test
    void jarThatIsDeclaredMeanwhileIsCalledByItsCoordinates() {
        image.add(
                LayerKind.CONNECTORS,
                "/opt/flink/lib/own-1.0.jar",
                new JarBytes().with(ClassFile.named("b/B").ofVersion(65)).bytes());
        assertThat(image.problems(CODE).get(0).toText()).contains("build `own-1.0.jar` for Java 17");

        image.tiny.addJar("org.example:own:1.0", "x");

        assertThat(image.problems(CODE).get(0).toText()).contains("another version of `own`, which Java 17 reads");
    }

    @Test
    void damagedProblemsAreNotBelieved() throws IOException {
        connector(new JarBytes().with(ClassFile.named("a/A").ofVersion(65)));
        image.problems(CODE);
        deleteReadings();
        Files.write(kept().get(0), new byte[] {1, 2, 3});

        assertThatExceptionOfType(DamagedFile.class).isThrownBy(() -> image.problems(CODE));
    }

    /** Sealed as they are: nothing at all is not that nothing was found. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "PYF-898", "problems\n\n", "problems\nPYF-898\tWARNING", "problems\n\t\t\t\t\t\t"})
    void whatIsNoListOfProblemsIsNotBelieved(String text) throws IOException {
        connector(new JarBytes().with(ClassFile.named("a/A").ofVersion(65)));
        image.problems(CODE);
        deleteReadings();
        Path file = kept().get(0);
        Files.write(file, Sealed.seal(file.getFileName().toString(), text.getBytes(StandardCharsets.UTF_8)));

        assertThatExceptionOfType(DamagedFile.class).isThrownBy(() -> image.problems(CODE));
    }

    /** Sealed as they are, each of their bytes another one: a reading, or none, and nothing else. */
    @Test
    void whatIsNoReadingIsNotBelieved() throws IOException {
        connector(new JarBytes().with(ClassFile.named("a/A").ofVersion(65)));
        problems();
        for (Path file : kept()) {
            String key = file.getFileName().toString();
            byte[] sound = Sealed.open(key, Files.readAllBytes(file)).orElseThrow();
            for (int place = 0; place < sound.length; place++) {
                byte[] other = sound.clone();
                other[place] ^= (byte) 0xFF;
                Files.write(file, Sealed.seal(key, other));
                try {
                    problems();
                } catch (DamagedFile e) {
                    assertThat(e.file()).isEqualTo(file);
                } catch (PyFlinkException e) {
                    assertThat(DamagedFile.in(e)).isNotEmpty();
                }
            }
            Files.write(file, Sealed.seal(key, sound));
        }
    }

    /** All but what was found. */
    private void deleteReadings() throws IOException {
        List<Path> kept = kept();
        for (Path file : kept) {
            String key = file.getFileName().toString();
            byte[] bytes = Sealed.open(key, Files.readAllBytes(file)).orElseThrow();
            if (!new String(bytes, StandardCharsets.UTF_8).startsWith("problems\n")) {
                Files.delete(file);
            }
        }
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("store/derived/jar"))) {
            return files.toList();
        }
    }
}
