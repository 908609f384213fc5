package org.pyflinkimage.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JarReaderTest {

    private static final String FLINK = "org/apache/flink/Thing";

    private static JarReading read(ClassFile... types) {
        return new JarBytes().with(types).read(ClassDepth.REFERENCES);
    }

    @Nested
    class Services {

        @ParameterizedTest
        @EnumSource
        void factorySaysWhatItAnswersTo(ClassDepth depth) {
            JarReading jar = new JarBytes()
                    .service(Service.FACTORY, "# ours", "", "  a.Kafka # the usual one")
                    .with(
                            ClassFile.named("a/Base").implementing("a/Sub").giving("factoryIdentifier", "kafka"),
                            ClassFile.named("a/Sub").anInterface().implementing("a/DynamicTableSinkFactory"),
                            ClassFile.named("a/Kafka").extending("a/Base"))
                    .read(depth);

            assertThat(jar.services()).singleElement().satisfies(service -> {
                assertThat(service.implementation()).isEqualTo("a.Kafka");
                assertThat(service.identifier()).isEqualTo("kafka");
                assertThat(service.roles()).containsExactly("a/DynamicTableSinkFactory");
            });
        }

        @Test
        void fileSystemSaysItsScheme() {
            JarReading jar = new JarBytes()
                    .service(Service.FILE_SYSTEM, "a.S3")
                    .with(ClassFile.named("a/S3").giving("getScheme", "s3"))
                    .read(ClassDepth.SHAPES);

            assertThat(jar.services()).extracting(Service::identifier).containsExactly("s3");
        }

        @Test
        void whatIsComputedIsNotKnown() {
            JarReading jar = new JarBytes()
                    .service(Service.FACTORY, "a.Computed", "a.Gone")
                    .with(ClassFile.named("a/Computed")
                            .calling("b/B", "c", "()V")
                            .method("factoryIdentifier", "()V"))
                    .read(ClassDepth.SHAPES);

            assertThat(jar.services()).extracting(Service::identifier).containsExactly("", "");
        }

        @Test
        void otherServicesAreNotRead() {
            JarReading jar = new JarBytes()
                    .service("java.nio.file.spi.FileSystemProvider", "a.B")
                    .service("java.sql.Driver", "a.Driver")
                    .read(ClassDepth.SHAPES);

            assertThat(jar.services()).extracting(Service::implementation).containsExactly("a.Driver");
        }

        @Test
        void hundredThousandAreCut() {
            String[] names =
                    IntStream.range(0, 100_000).mapToObj(i -> "a.Factory" + i).toArray(String[]::new);

            assertThat(new JarBytes()
                            .service(Service.FACTORY, names)
                            .read(ClassDepth.SHAPES)
                            .services())
                    .hasSize(2_000);
        }
    }

    @Nested
    class Classes {

        @Test
        void namesAndVersionsAreThoseOfClassesThatAreLoaded() {
            JarReading jar = new JarBytes()
                    .with(ClassFile.named("a/A").ofVersion(52), ClassFile.named("b/B"), ClassFile.named("a/C"))
                    .file(
                            "META-INF/versions/21/a/A.class",
                            ClassFile.named("a/A").ofVersion(65).bytes())
                    .file(
                            "BOOT-INF/classes/a/D.class",
                            ClassFile.named("a/D").ofVersion(65).bytes())
                    .file(
                            "module-info.class",
                            ClassFile.named("module-info").ofVersion(65).bytes())
                    .read(ClassDepth.SHAPES);

            assertThat(jar.isWhole()).isTrue();
            assertThat(jar.classes()).containsOnlyKeys("a/A", "a/C", "b/B");
            assertThat(jar.versions())
                    .containsEntry(52, new JarReading.OfVersion(1, "a/A"))
                    .containsEntry(55, new JarReading.OfVersion(2, "a/C"));
        }

        @Test
        void sumsTellClassesApart() {
            JarReading one = read(ClassFile.named("a/A"), ClassFile.named("a/B"));
            JarReading other =
                    read(ClassFile.named("a/A"), ClassFile.named("a/B").method("m", "()V"));

            assertThat(other.classes().get("a/A")).isEqualTo(one.classes().get("a/A"));
            assertThat(other.classes().get("a/B")).isNotEqualTo(one.classes().get("a/B"));
        }

        @Test
        void ofFlinkHaveShapes() {
            JarReading jar = read(
                    ClassFile.named(FLINK)
                            .extending("org/apache/flink/Base")
                            .implementing("java/io/Serializable")
                            .field("open", "I")
                            .privateField("closed", "I")
                            .method("m", "(J)V"),
                    ClassFile.named("a/A"));

            assertThat(jar.shapes()).containsOnlyKeys(FLINK);
            assertThat(jar.shapes().get(FLINK).above())
                    .containsExactly("org/apache/flink/Base", "java/io/Serializable");
            assertThat(jar.shapes().get(FLINK).members()).containsExactlyInAnyOrder("open:I", "m(J)V");
        }
    }

    @Nested
    class References {

        private List<String> of(ClassFile... types) {
            return read(types).references().stream()
                    .map(reference -> reference.owner() + "." + reference.member() + " by " + reference.from())
                    .toList();
        }

        @Test
        void ofCodeAreThoseToFlinkAlone() {
            assertThat(of(
                            ClassFile.named("a/Z").calling(FLINK, "m", "()V"),
                            ClassFile.named("a/A")
                                    .calling(FLINK, "m", "()V")
                                    .calling("java/lang/System", "gc", "()V")
                                    .reading(FLINK, "f", "I")
                                    .referring(FLINK, "r", "(I)V")))
                    .containsExactly(FLINK + ".f:I by a/A", FLINK + ".m()V by a/A", FLINK + ".r(I)V by a/A");
        }

        @Test
        void ofTypesAreTheirClasses() {
            assertThat(of(
                            ClassFile.named("a/A").extending(FLINK),
                            ClassFile.named("a/B")
                                    .making("[Lorg/apache/flink/Made;")
                                    .naming("org/apache/flink/Named")))
                    .containsExactly(
                            "org/apache/flink/Made. by a/B", "org/apache/flink/Named. by a/B", FLINK + ". by a/A");
        }

        @Test
        void toItsOwnClassesAreNone() {
            assertThat(of(ClassFile.named("a/A").calling(FLINK, "m", "()V"), ClassFile.named(FLINK)))
                    .isEmpty();
        }

        @Test
        void ofCodeThatIsPreparedAreNone() {
            assertThat(of(ClassFile.named("a/A").trying(FLINK, "m", "()V"))).isEmpty();
        }

        @Test
        void toWhatStandsAboveAreThoseToLibrariesOfOthers() {
            JarReading jar = read(
                    ClassFile.named("a/B").implementing("org/lib/Api").extending("a/A"),
                    ClassFile.named("a/A").implementing("org/lib/Api").implementing("java/io/Serializable"),
                    ClassFile.named("a/C").extending(FLINK).implementing("org/lib/Other"));

            assertThat(jar.above()).isEqualTo(Map.of("org/lib/Api", "a/A", "org/lib/Other", "a/C"));
            assertThat(new JarBytes()
                            .with(ClassFile.named("a/A").implementing("org/lib/Api"))
                            .read(ClassDepth.SHAPES)
                            .above())
                    .isEmpty();
        }

        @Test
        void areNotReadForShapes() {
            assertThat(new JarBytes()
                            .with(ClassFile.named("a/A").calling(FLINK, "m", "()V"))
                            .read(ClassDepth.SHAPES)
                            .references())
                    .isEmpty();
        }
    }

    @Nested
    class Hostile {

        @ParameterizedTest
        @ValueSource(strings = {"", "no jar", "PK\3\4"})
        void whatIsNoJarSaysNothing(String text) {
            JarReading jar = JarBytes.read(text.getBytes(StandardCharsets.ISO_8859_1), ClassDepth.REFERENCES);

            assertThat(jar.isWhole()).isFalse();
            assertThat(jar.classes()).isEmpty();
        }

        @Test
        void cutJarSaysWhatIsLeftOfItAndThatItIsCut() {
            byte[] whole = new JarBytes()
                    .with(ClassFile.named("a/A"), ClassFile.named("a/B"))
                    .bytes();

            for (int length = 0; length < whole.length; length++) {
                JarReading jar = JarBytes.read(Arrays.copyOf(whole, length), ClassDepth.REFERENCES);

                assertThat(jar.classes().size()).isLessThanOrEqualTo(2);
                assertThat(jar.isWhole() && jar.classes().size() < 2)
                        .as("%s bytes", length)
                        .isFalse();
            }
        }

        /** One class that nobody understands keeps none of the others from being read. */
        @Test
        void classThatIsNoneIsKnownByItsNameAlone() {
            byte[] sound =
                    ClassFile.named("org/apache/flink/A").method("m", "()V").bytes();
            for (int place = 8; place < sound.length; place++) {
                byte[] flipped = sound.clone();
                flipped[place] ^= (byte) 0xFF;

                JarReading jar = new JarBytes()
                        .file("org/apache/flink/A.class", flipped)
                        .with(ClassFile.named("org/apache/flink/B"))
                        .read(ClassDepth.REFERENCES);

                assertThat(jar.isWhole()).isTrue();
                assertThat(jar.shapes()).containsKey("org/apache/flink/B");
            }
        }

        @Test
        void classOfAJavaToComeIsKnownByItsVersion() {
            byte[] future = ClassFile.named("a/A").bytes();
            future[7] = 120;

            assertThat(new JarBytes()
                            .file("a/A.class", future)
                            .read(ClassDepth.REFERENCES)
                            .versions())
                    .containsOnlyKeys(120);
        }

        @Test
        void bombIsNotUnpackedToItsEnd() {
            JarBytes bomb = new JarBytes();
            for (int i = 0; i < 10; i++) {
                bomb.file("a/A%s.class".formatted(i), new byte[1 << 20]);
            }

            JarReading jar = JarBytes.read(bomb.with(ClassFile.named("a/B")).bytes(), ClassDepth.SHAPES, 9 << 20);

            assertThat(jar.isWhole()).isFalse();
            assertThat(jar.classes()).isEmpty();
        }

        /** What is no class is not inflated, however much it is. */
        @Test
        void otherFilesAreNotUnpacked() {
            byte[] bytes = new JarBytes()
                    .file("zeros", new byte[1 << 20])
                    .with(ClassFile.named("a/A"))
                    .bytes();

            assertThat(JarBytes.read(bytes, ClassDepth.SHAPES, 1 << 18).isWhole())
                    .isTrue();
        }

        @Test
        void classThatIsTooLargeIsPassedOver() {
            assertThat(new JarBytes()
                            .file("a/A.class", new byte[9 << 20])
                            .with(ClassFile.named("a/B"))
                            .read(ClassDepth.SHAPES)
                            .classes())
                    .containsOnlyKeys("a/B");
        }

        @Test
        void namesOfAnyLengthAreKeptOrPassedOver() throws IOException {
            String longest = IntStream.range(0, 60_000).mapToObj(i -> "n").collect(Collectors.joining());
            JarReading jar = read(
                    ClassFile.named("org/apache/flink/" + longest),
                    ClassFile.named("org/apache/flink/A").method(longest, "()V").calling(FLINK, longest, "()V"));

            assertThat(JarReadingForm.read(JarReadingForm.write(jar))).isEqualTo(jar);
        }
    }
}
